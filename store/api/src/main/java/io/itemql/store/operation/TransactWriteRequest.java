package io.itemql.store.operation;

import io.itemql.store.Write;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * TransactWriteItems: 1 to 100 writes and checks of different items, all of which happen or none.
 *
 * @param clientRequestToken makes the request idempotent: within ten minutes the same request with the same token is
 *     carried out once
 */
public record TransactWriteRequest(List<Action> actions, Optional<String> clientRequestToken) {
    /**
     * One of ConditionCheck, Put, Update and Delete.
     *
     * @param returnsItemOnFailure whether the cancellation reason carries the item whose condition failed
     */
    public record Action(Write write, boolean returnsItemOnFailure) {
        public Action {
            Objects.requireNonNull(write, "write");
        }
    }

    public TransactWriteRequest {
        actions = List.copyOf(actions);
        Objects.requireNonNull(clientRequestToken, "clientRequestToken");
    }

    /** Without a token, and failures without items. */
    public static TransactWriteRequest of(List<Write> writes) {
        return new TransactWriteRequest(
                writes.stream().map(write -> new Action(write, false)).toList(), Optional.empty());
    }
}
