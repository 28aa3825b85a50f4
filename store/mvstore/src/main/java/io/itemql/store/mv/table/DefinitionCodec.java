package io.itemql.store.mv.table;

import io.itemql.item.AttributeType;
import io.itemql.store.mv.table.TableRecord.IndexRecord;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Definitions of tables as bytes; the layout is in {@code store/FORMAT.md}. Types are written by name. */
public final class DefinitionCodec {
    private DefinitionCodec() {}

    /** A definition with the number of the change that made it so, and its indexes with theirs. */
    public static byte[] encode(TableRecord table) {
        TableDefinition definition = table.definition();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(table.sequence());
            writeText(out, definition.name());
            writeKeys(out, definition.keys());
            out.writeBoolean(definition.generatedKey());
            out.writeInt(definition.columns().size());
            for (DeclaredColumn column : definition.columns()) {
                writeText(out, column.name());
                writeText(out, column.type().name());
            }
            out.writeInt(definition.options().size());
            for (Map.Entry<String, String> option : new TreeMap<>(definition.options()).entrySet()) {
                writeText(out, option.getKey());
                writeText(out, option.getValue());
            }
            out.writeByte(table.indexes().size());
            for (int i = 0; i < table.indexes().size(); i++) {
                writeIndex(out, table.indexes().get(i), definition.indexes().get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeKeys(DataOutputStream out, KeySchema keys) throws IOException {
        out.writeByte(keys.attributes().size());
        for (KeyAttribute key : keys.attributes()) {
            writeText(out, key.name());
            writeText(out, key.type().name());
        }
    }

    private static void writeIndex(DataOutputStream out, IndexRecord state, IndexDefinition index) throws IOException {
        out.writeInt(state.number());
        out.writeBoolean(state.active());
        writeText(out, index.name());
        writeText(out, index.kind().name());
        writeKeys(out, index.keys());
        writeText(out, index.projection().type().name());
        out.writeByte(index.projection().attributes().size());
        for (String attribute : index.projection().attributes()) {
            writeText(out, attribute);
        }
    }

    /**
     * What {@link #encode} was given. Definitions of format 1 end before the indexes.
     *
     * @throws IllegalArgumentException if the bytes are no definition
     */
    public static TableRecord decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long sequence = in.readLong();
            String name = readText(in);
            KeySchema keys = readKeys(in);
            boolean generatedKey = in.readBoolean();
            List<DeclaredColumn> columns = new ArrayList<>();
            for (int rest = in.readInt(); rest > 0; rest--) {
                columns.add(new DeclaredColumn(readText(in), ColumnType.valueOf(readText(in))));
            }
            Map<String, String> options = new LinkedHashMap<>();
            for (int rest = in.readInt(); rest > 0; rest--) {
                options.put(readText(in), readText(in));
            }
            List<IndexDefinition> indexes = new ArrayList<>();
            List<IndexRecord> states = new ArrayList<>();
            for (int rest = in.available() == 0 ? 0 : in.readByte(); rest > 0; rest--) {
                states.add(new IndexRecord(in.readInt(), in.readBoolean()));
                indexes.add(readIndex(in));
            }
            TableDefinition definition = new TableDefinition(name, keys, generatedKey, columns, options, indexes);
            return new TableRecord(definition, sequence, states);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a table definition", e);
        }
    }

    private static KeySchema readKeys(DataInputStream in) throws IOException {
        List<KeyAttribute> keys = new ArrayList<>();
        for (int rest = in.readByte(); rest > 0; rest--) {
            keys.add(new KeyAttribute(readText(in), AttributeType.valueOf(readText(in))));
        }
        return keys.size() == 1 ? KeySchema.of(keys.get(0)) : KeySchema.of(keys.get(0), keys.get(1));
    }

    private static IndexDefinition readIndex(DataInputStream in) throws IOException {
        String name = readText(in);
        IndexDefinition.Kind kind = IndexDefinition.Kind.valueOf(readText(in));
        KeySchema keys = readKeys(in);
        Projection.Type projection = Projection.Type.valueOf(readText(in));
        List<String> attributes = new ArrayList<>();
        for (int rest = in.readByte(); rest > 0; rest--) {
            attributes.add(readText(in));
        }
        return new IndexDefinition(name, kind, keys, new Projection(projection, attributes));
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
