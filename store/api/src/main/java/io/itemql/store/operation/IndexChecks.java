package io.itemql.store.operation;

import io.itemql.item.AttributePath;
import io.itemql.table.IndexDefinition;
import java.util.List;

/** The service's checks of a read through an index, with its texts. */
final class IndexChecks {
    private static final String FAULT = "One or more parameter values were invalid: ";

    private IndexChecks() {}

    static void read(ReadTarget target, Select select, List<AttributePath> projection, boolean consistentRead) {
        if (target.index().isEmpty()) {
            if (select == Select.ALL_PROJECTED_ATTRIBUTES) {
                throw RequestChecks.invalid(
                        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
            }
            return;
        }
        if (!target.isGlobalIndex()) {
            return;
        }
        IndexDefinition index = target.index().get();
        if (consistentRead) {
            throw RequestChecks.invalid("Consistent reads are not supported on global secondary indexes");
        }
        if (select == Select.ALL_ATTRIBUTES && !index.projectsAll()) {
            throw RequestChecks.invalid(
                    FAULT + "Select type ALL_ATTRIBUTES is not supported for global secondary index " + index.name()
                            + " because its projection type is not ALL");
        }
        List<String> unprojected = target.unprojected(projection);
        if (!unprojected.isEmpty()) {
            throw RequestChecks.invalid(
                    FAULT + "Global secondary index " + index.name() + " does not project " + unprojected);
        }
    }

    static void filterOfQuery(List<AttributePath> paths, ReadTarget target) {
        List<String> unprojected = target.unprojected(paths);
        if (!unprojected.isEmpty()) {
            throw RequestChecks.invalid(FAULT + "Secondary index "
                    + target.index().orElseThrow().name() + " does not project one or more filter attributes: "
                    + unprojected);
        }
    }
}
