package io.itemql.sql.dynamodb.service;

import io.itemql.error.ItemException;
import io.itemql.item.Item;
import java.util.List;
import java.util.Optional;

/** A request that failed, as the service would answer it. The cause tells what failed below. */
public final class StatementFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;
    private final transient Optional<Item> item;
    private final transient List<CancellationReason> reasons;

    /**
     * Why one statement cancels a transaction.
     *
     * @param code {@code None} for an innocent statement
     * @param message empty for an innocent one
     * @param item the item whose condition failed, where the statement asks for it
     */
    public record CancellationReason(String code, Optional<String> message, Optional<Item> item) {
        /** The reason of a statement that could have been carried out. */
        public static final CancellationReason NONE =
                new CancellationReason("None", Optional.empty(), Optional.empty());
    }

    private StatementFailure(
            ErrorType type,
            String message,
            Optional<Item> item,
            List<CancellationReason> reasons,
            ItemException cause) {
        super(message, cause);
        this.type = type;
        this.item = item;
        this.reasons = reasons;
    }

    static StatementFailure of(ItemException cause) {
        return of(cause, Optional.empty());
    }

    static StatementFailure of(ItemException cause, Optional<Item> item) {
        return new StatementFailure(ErrorType.of(cause.code()), cause.getMessage(), item, List.of(), cause);
    }

    static StatementFailure of(ErrorType type, String message) {
        return new StatementFailure(type, message, Optional.empty(), List.of(), null);
    }

    static StatementFailure invalid(String message) {
        return of(ErrorType.VALIDATION, message);
    }

    static StatementFailure cancelled(List<CancellationReason> reasons) {
        String codes =
                String.join(", ", reasons.stream().map(CancellationReason::code).toList());
        return new StatementFailure(
                ErrorType.TRANSACTION_CANCELED,
                "Transaction cancelled, please refer cancellation reasons for specific reasons [" + codes + "]",
                Optional.empty(),
                List.copyOf(reasons),
                null);
    }

    public ErrorType type() {
        return type;
    }

    /** The item whose condition failed, where the request asks for it. */
    public Optional<Item> item() {
        return item;
    }

    /** One reason for each statement of a cancelled transaction; empty for other failures. */
    public List<CancellationReason> reasons() {
        return reasons;
    }
}
