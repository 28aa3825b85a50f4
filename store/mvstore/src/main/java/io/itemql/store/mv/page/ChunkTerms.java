package io.itemql.store.mv.page;

/** What the writing of a chunk owes to those who write to the store meanwhile. Called on threads of MVStore's. */
@FunctionalInterface
public interface ChunkTerms {
    /** Runs before a chunk is written. */
    void beforeChunk();

    /**
     * Whether what is left of a chunk is to be written as fast as possible, and not so that nobody else waits for it;
     * asked again for each part.
     */
    default boolean isUrgent() {
        return true;
    }
}
