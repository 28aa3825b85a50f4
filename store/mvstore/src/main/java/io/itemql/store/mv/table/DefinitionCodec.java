package io.itemql.store.mv.table;

import io.itemql.item.AttributeType;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
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

    /** A definition with the number of the change that made it so. */
    public static byte[] encode(TableDefinition definition, long sequence) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(sequence);
            writeText(out, definition.name());
            List<KeyAttribute> keys = definition.keys().attributes();
            out.writeByte(keys.size());
            for (KeyAttribute key : keys) {
                writeText(out, key.name());
                writeText(out, key.type().name());
            }
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
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory", e);
        }
        return bytes.toByteArray();
    }

    /** The number that {@link #encode} was given. */
    public static long sequence(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return in.readLong();
        } catch (IOException e) {
            throw new IllegalArgumentException("not a table definition", e);
        }
    }

    /**
     * The definition that {@link #encode} was given.
     *
     * @throws IllegalArgumentException if the bytes are not one
     */
    public static TableDefinition decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readLong();
            String name = readText(in);
            List<KeyAttribute> keys = new ArrayList<>();
            for (int rest = in.readByte(); rest > 0; rest--) {
                keys.add(new KeyAttribute(readText(in), AttributeType.valueOf(readText(in))));
            }
            boolean generatedKey = in.readBoolean();
            List<DeclaredColumn> columns = new ArrayList<>();
            for (int rest = in.readInt(); rest > 0; rest--) {
                columns.add(new DeclaredColumn(readText(in), ColumnType.valueOf(readText(in))));
            }
            Map<String, String> options = new LinkedHashMap<>();
            for (int rest = in.readInt(); rest > 0; rest--) {
                options.put(readText(in), readText(in));
            }
            KeySchema schema = keys.size() == 1 ? KeySchema.of(keys.get(0)) : KeySchema.of(keys.get(0), keys.get(1));
            return new TableDefinition(name, schema, generatedKey, columns, options);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a table definition", e);
        }
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
