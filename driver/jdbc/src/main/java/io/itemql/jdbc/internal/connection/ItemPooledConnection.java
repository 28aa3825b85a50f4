package io.itemql.jdbc.internal.connection;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.store.StoreLease;
import io.itemql.plan.operator.SessionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;

/**
 * A connection for the pool of an application server. What costs is the open store, which this holds; each handle is a
 * new connection to it, so that no setting, statement or transaction of one user can reach the next.
 *
 * <p>Thread-safe.
 */
public final class ItemPooledConnection implements PooledConnection {
    private final String url;
    private final StoreLease lease;
    private final SessionOptions options;
    private final List<String> warnings;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private Connection handle;
    private boolean closed;

    /** A connection that gives its lease back when it is closed; the arguments are those of {@link ItemConnection}. */
    public ItemPooledConnection(String url, StoreLease lease, SessionOptions options, List<String> warnings) {
        this.url = url;
        this.lease = lease;
        this.options = options;
        this.warnings = warnings;
    }

    /** A new handle; the one before it is closed, as JDBC wants. */
    @Override
    public synchronized Connection getConnection() throws SQLException {
        if (closed) {
            throw SqlExceptions.of(ErrorCode.CONNECTION_CLOSED);
        }
        closeHandle();
        try {
            Handle owner = new Handle();
            Connection made = new ItemConnection(url, lease.shared(owner::closed), options, warnings);
            owner.connection = made;
            handle = made;
            return made;
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    /** Tells the pool when a handle is closed by its user. */
    private final class Handle {
        private Connection connection;

        void closed() {
            if (giveBack(connection)) {
                tellListeners();
            }
        }
    }

    /** Forgets a handle; false if it was not the current one. */
    private synchronized boolean giveBack(Connection closedHandle) {
        boolean current = handle == closedHandle;
        if (current) {
            handle = null;
        }
        return current;
    }

    private void tellListeners() {
        for (ConnectionEventListener listener : listeners) {
            if (lease.isOpen()) {
                listener.connectionClosed(new ConnectionEvent(this));
            } else {
                listener.connectionErrorOccurred(
                        new ConnectionEvent(this, SqlExceptions.of(ErrorCode.STORE_CLOSED, lease.address())));
            }
        }
    }

    private void closeHandle() throws SQLException {
        Connection last = handle;
        if (last != null) {
            handle = null;
            last.close();
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            closeHandle();
        } finally {
            lease.release();
        }
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    /** Never told anything: statements are planned once for the whole store, and there is no pool of them. */
    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        // no event can come
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        // there is none
    }
}
