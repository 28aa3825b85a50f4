package io.itemql.store.mv.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.item.AttributeType;
import io.itemql.store.mv.table.TableRecord.IndexRecord;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DefinitionCodecTest {
    private static final KeySchema KEYS =
            KeySchema.of(new KeyAttribute("a", AttributeType.S), new KeyAttribute("b", AttributeType.N));
    private static final TableDefinition PLAIN = new TableDefinition(
            "things", KEYS, false, List.of(new DeclaredColumn("c", ColumnType.DATE)), Map.of("ttl", "x", "note", "y"));

    @Test
    void definitionsComeBack() {
        List<IndexDefinition> indexes = List.of(
                IndexDefinition.global(
                        "by_d", KeySchema.of(new KeyAttribute("d", AttributeType.B)), Projection.KEYS_ONLY),
                IndexDefinition.local(
                        "by_e",
                        KeySchema.of(KEYS.partitionKey(), new KeyAttribute("e", AttributeType.N)),
                        Projection.include(List.of("é", "f"))));
        TableRecord record = new TableRecord(
                PLAIN.withIndexes(indexes), 77, List.of(new IndexRecord(76, false), new IndexRecord(77, true)));
        assertEquals(record, DefinitionCodec.decode(DefinitionCodec.encode(record)));
    }

    /** In format 1 nothing follows the options. */
    @Test
    void definitionsOfFormatOneHaveNoIndexes() {
        TableRecord record = new TableRecord(PLAIN, 5, List.of());
        byte[] bytes = DefinitionCodec.encode(record);
        assertEquals(record, DefinitionCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)));
    }
}
