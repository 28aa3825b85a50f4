package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.ItemSize;
import io.itemql.item.MapValue;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.access.PutPlan;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.store.StatementFiles;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * COPY FROM: the records of files into a table. They are written in batches, each in the order of the store's keys; a batch
 * that is written stays written if a later one fails. In a transaction all of it is part of that.
 *
 * @param put what makes an item of a record and a write of an item
 * @param named the columns that the statement names behind the table
 * @param cellTypes the types of CSV columns that only the table knows, by name
 */
record CopyFrom(
        PutPlan put,
        Optional<List<String>> named,
        Map<String, CellType> cellTypes,
        String file,
        CopyOptions options,
        CopyProgress progress)
        implements StatementPlan {
    private static final int RECORDS_PER_BATCH = 1000;
    private static final long BYTES_PER_BATCH = 4L << 20;

    @Override
    public Kind kind() {
        return Kind.WRITE;
    }

    @Override
    public List<ResultColumn> columns() {
        return CopiedRows.COLUMNS;
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public StatementResult execute(Execution execution) {
        StatementFiles files = execution.store().files();
        Path source = files.check("COPY FROM", file);
        Optional<Path> rejects = options.rejected().map(path -> files.check("COPY … rejected", path));
        String statement = "COPY " + put.table() + " FROM";
        try (CopyProgress.Running running = progress.begin(statement, String.valueOf(source));
                RejectedRecords rejected = new RejectedRecords(rejects)) {
            Loading loading = new Loading(execution, running, rejected);
            if (options.format() == CopyFormat.DYNAMODB) {
                loadExport(source, files, loading);
            } else {
                loading.load(source);
            }
            rejected.finish();
            return new StatementResult(Optional.of(loading.copied.cursor()), loading.loadedTotal);
        } catch (IOException e) {
            throw ItemException.ofIo(e, source);
        }
    }

    private static void loadExport(Path source, StatementFiles files, Loading loading) throws IOException {
        Path directory = source.endsWith(ExportManifest.SUMMARY) ? source.getParent() : source;
        ExportManifest manifest = ExportManifest.read(directory);
        List<Path> parts = new ArrayList<>();
        for (ExportManifest.Part part : manifest.parts()) {
            // A manifest is a text from outside; what it names may lie in this directory only.
            Path path = files.check(
                    "COPY FROM",
                    directory.resolve(ExportManifest.DATA).resolve(part.name()).toString());
            if (!path.startsWith(directory) || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw ExportManifest.refused(directory, "its part " + part.name() + " is missing");
            }
            if (!part.md5().isEmpty() && !part.md5().equals(ExportManifest.md5(path))) {
                throw ExportManifest.refused(directory, "its part " + part.name() + " is not as it was written");
            }
            parts.add(path);
        }
        for (int i = 0; i < parts.size(); i++) {
            long records = loading.load(parts.get(i));
            long expected = manifest.parts().get(i).items();
            if (records != expected) {
                throw ExportManifest.refused(
                        directory,
                        "its part " + manifest.parts().get(i).name() + " has " + records + " items instead of "
                                + expected);
            }
        }
    }

    private RecordReader reader(Path source) throws IOException {
        TextSource text = TextSource.open(source);
        try {
            return switch (options.format()) {
                case CSV -> new CsvReader(text, options, named, name -> cellTypes.getOrDefault(name, CellType.TEXT));
                case JSON -> new JsonReader(text, false);
                case DYNAMODB -> new JsonReader(text, true);
            };
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        return List.of("COPY " + put.table() + " FROM " + options.format());
    }

    /** One run of the statement. */
    private final class Loading {
        private final Execution execution;
        private final CopyProgress.Running running;
        private final RejectedRecords rejected;
        private final CopiedRows copied = new CopiedRows();
        private final List<CopyRecord> records = new ArrayList<>();
        private final List<Write> writes = new ArrayList<>();
        private long batchBytes;
        private long loadedTotal;
        private long rejectedTotal;

        Loading(Execution execution, CopyProgress.Running running, RejectedRecords rejected) {
            this.execution = execution;
            this.running = running;
            this.rejected = rejected;
        }

        /** Loads one file and returns how many records it has. */
        long load(Path source) throws IOException {
            long loadedBefore = loadedTotal;
            long rejectedBefore = rejectedTotal;
            running.isAt(source.toString());
            try (RecordReader reader = reader(source)) {
                for (CopyRecord record = reader.next(); record != null; record = reader.next()) {
                    add(source, record);
                    if (writes.size() == RECORDS_PER_BATCH || batchBytes >= BYTES_PER_BATCH) {
                        flush(source);
                    }
                }
            }
            flush(source);
            copied.add(source, loadedTotal - loadedBefore, rejectedTotal - rejectedBefore);
            if (rejectedTotal > rejectedBefore) {
                execution.warn((rejectedTotal - rejectedBefore) + " record(s) of " + source.getFileName()
                        + " were rejected; the reasons are in "
                        + rejected.file().map(Path::getFileName).orElseThrow());
            }
            return loadedTotal - loadedBefore + rejectedTotal - rejectedBefore;
        }

        private void add(Path source, CopyRecord record) throws IOException {
            if (record.failure().isPresent()) {
                reject(source, record, record.failure().get());
                return;
            }
            Write.Put write;
            try {
                write = put.writeOf(ArrayRow.ofOwned(new Value[] {new MapValue(record.attributes())}), execution);
            } catch (ItemException e) {
                reject(source, record, e);
                return;
            }
            records.add(record);
            writes.add(write);
            batchBytes += ItemSize.of(write.item());
        }

        private void reject(Path source, CopyRecord record, ItemException reason) throws IOException {
            if (options.rejected().isEmpty()) {
                // What came before is loaded, as the message says.
                flush(source);
            }
            rejected.add(source, record, reason, loadedTotal);
            rejectedTotal++;
            running.count(0, 1);
        }

        private void flush(Path source) throws IOException {
            if (writes.isEmpty()) {
                return;
            }
            execution.cancellation().check();
            List<CopyRecord> batch = List.copyOf(records);
            List<Write> written = List.copyOf(writes);
            records.clear();
            writes.clear();
            batchBytes = 0;
            List<WriteOutcome> outcomes = execution.target().write(new WriteBatch(written, false));
            long loaded = outcomes.stream()
                    .filter(outcome -> outcome.failure().isEmpty())
                    .count();
            loadedTotal += loaded;
            running.count(loaded, 0);
            for (int i = 0; i < outcomes.size(); i++) {
                execution.counters().add(0, 0, outcomes.get(i).capacity());
                ItemException failure = outcomes.get(i).failure().orElse(null);
                if (failure != null) {
                    boolean exists = failure.code() == ErrorCode.CONDITION_FAILED;
                    reject(
                            source,
                            batch.get(i),
                            exists ? put.duplicate(((Write.Put) written.get(i)).item(), failure) : failure);
                }
            }
        }
    }
}
