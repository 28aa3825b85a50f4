package io.itemql.store;

import io.itemql.table.IndexDefinition;
import java.util.Objects;

/**
 * An index in the catalogue.
 *
 * @param itemsDone how many items of the table are in the index or were found not to belong there, while it is created;
 *     otherwise {@code itemsTotal}
 * @param itemsTotal how many items the table had when it was last looked at
 */
public record IndexInfo(IndexDefinition definition, Status status, long itemsDone, long itemsTotal) {
    /** Where an index is in its life. */
    public enum Status {
        /** Being built: writes keep it up to date, reads are refused. */
        CREATING,
        ACTIVE,
        /** Going away: nothing may use it. An engine that drops at once never shows it. */
        DELETING
    }

    public IndexInfo {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(status, "status");
    }

    /** An index that is ready for use. */
    public static IndexInfo active(IndexDefinition definition) {
        return new IndexInfo(definition, Status.ACTIVE, 0, 0);
    }

    public String name() {
        return definition.name();
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }
}
