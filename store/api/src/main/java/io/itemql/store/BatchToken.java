package io.itemql.store;

import java.util.Objects;

/**
 * A client's name for an atomic batch. If the answer to a batch gets lost, the client sends it again under the same name,
 * and it is carried out once. A store remembers names for ten minutes, also over a restart.
 *
 * @param name the client's
 * @param fingerprint tells the batch from others that come under the same name; the same in every process
 */
public record BatchToken(String name, long fingerprint) {
    /** How long a name is remembered. */
    public static final long LIFE_MINUTES = 10;

    public BatchToken {
        Objects.requireNonNull(name, "name");
    }
}
