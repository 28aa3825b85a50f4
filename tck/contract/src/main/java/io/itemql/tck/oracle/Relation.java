package io.itemql.tck.oracle;

import io.itemql.item.AttributeValue;
import java.util.List;

/**
 * Labelled rows.
 *
 * @param rows values by position; {@code null} is MISSING
 */
record Relation(List<String> labels, List<List<AttributeValue>> rows) {}
