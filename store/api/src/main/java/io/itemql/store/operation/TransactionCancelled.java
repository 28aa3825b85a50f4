package io.itemql.store.operation;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A transaction of the item API did not happen because of at least one of its items. */
public final class TransactionCancelled extends ItemException {
    private static final long serialVersionUID = 1;

    private final transient List<Reason> reasons;

    /**
     * Why one item cancels the transaction, in the service's words.
     *
     * @param code {@code None} for an item that is innocent
     * @param message empty for an innocent one
     * @param item the item whose condition failed, where the request asks for it
     */
    public record Reason(String code, Optional<String> message, Optional<Item> item) {
        /** The reason of an item that could have been written or read. */
        public static final Reason NONE = new Reason("None", Optional.empty(), Optional.empty());

        static Reason of(ItemException failure, Optional<Item> item) {
            String code =
                    switch (failure.code()) {
                        case TRANSACTION_CANCELLED -> NONE.code();
                        case CONDITION_FAILED -> "ConditionalCheckFailed";
                        case TRANSACTION_CONFLICT -> "TransactionConflict";
                        case COLLECTION_TOO_LARGE -> "ItemCollectionSizeLimitExceeded";
                        default -> "ValidationError";
                    };
            return code.equals(NONE.code()) ? NONE : new Reason(code, Optional.of(failure.getMessage()), item);
        }
    }

    TransactionCancelled(List<Reason> reasons) {
        super(ErrorCode.TRANSACTION_CANCELLED, codes(reasons));
        this.reasons = List.copyOf(reasons);
    }

    private static String codes(List<Reason> reasons) {
        return reasons.stream().map(Reason::code).collect(Collectors.joining(", ", "[", "]"));
    }

    /** One reason for each action of the request, in its order. */
    public List<Reason> reasons() {
        return reasons;
    }
}
