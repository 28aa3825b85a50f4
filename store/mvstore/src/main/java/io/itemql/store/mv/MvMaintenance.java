package io.itemql.store.mv;

import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.Maintenance;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.store.mv.file.StoreDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks, backs up and restores an embedded store while others use it. */
final class MvMaintenance implements Maintenance {
    private final MvItemStore store;
    private final TableRegistry registry;
    private final Supplier<Snapshot> snapshots;
    private final WriteGate gate;
    private final FileRights files;

    /** @param snapshots takes a snapshot, which the store is asked to release */
    MvMaintenance(
            MvItemStore store, TableRegistry registry, Supplier<Snapshot> snapshots, WriteGate gate, FileRights files) {
        this.store = store;
        this.registry = registry;
        this.snapshots = snapshots;
        this.gate = gate;
        this.files = files;
    }

    @Override
    public List<Item> check(Optional<String> table, Cancellation cancellation) {
        return new StoreCheck(store, registry, snapshots, gate, cancellation).check(table);
    }

    @Override
    public List<Item> backup(String directory, Cancellation cancellation) {
        return backup(new DiskDirectory(files.check("BACKUP TO", directory)), cancellation);
    }

    List<Item> backup(StoreDirectory target, Cancellation cancellation) {
        Snapshot snapshot = snapshots.get();
        try {
            return BackupWriter.write(snapshot, target, cancellation);
        } finally {
            store.release(snapshot);
        }
    }

    @Override
    public List<Item> restore(String directory, Optional<String> table, Cancellation cancellation) {
        return restore(new DiskDirectory(files.check("RESTORE FROM", directory)), table, cancellation);
    }

    List<Item> restore(StoreDirectory source, Optional<String> table, Cancellation cancellation) {
        try (BackupReader backup = BackupReader.open(source)) {
            return backup.restore(table, store, cancellation);
        }
    }
}
