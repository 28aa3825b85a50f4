package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.InputCursor;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.Cancellation;
import java.util.concurrent.Executor;

/**
 * The network timeout of a connection. There is no network, but one waits for the store as for a server: a request is the
 * execution of a statement or one step of its rows, and one that takes longer closes the connection, as JDBC says. A commit
 * or a definition that has begun is carried through.
 *
 * @param executor closes what the connection holds
 * @param millis more than 0
 */
record RequestTimeout(Session session, Executor executor, int millis) {
    /** Something that one waits for. */
    @FunctionalInterface
    interface Request<T, E extends Exception> {
        T answer() throws E;
    }

    /** What a request gives. */
    <T, E extends Exception> T within(Cancellation cancellation, Request<T, E> request) throws E {
        cancellation.beginRequest(millis);
        try {
            return request.answer();
        } catch (ItemException e) {
            if (e.code() == ErrorCode.NETWORK_TIMEOUT) {
                breakOff(e);
            }
            throw e;
        } finally {
            cancellation.endRequest();
        }
    }

    /** Closes the connection; what fails then must not hide why it is closed. */
    private void breakOff(ItemException cause) {
        try {
            session.breakOff(executor);
        } catch (RuntimeException failure) {
            cause.addSuppressed(failure);
        }
    }

    /** The same rows, each of which is a request. */
    RowCursor within(Cancellation cancellation, RowCursor rows) {
        return new InputCursor(rows) {
            @Override
            public boolean next() {
                return RequestTimeout.this.<Boolean, RuntimeException>within(cancellation, input::next);
            }
        };
    }
}
