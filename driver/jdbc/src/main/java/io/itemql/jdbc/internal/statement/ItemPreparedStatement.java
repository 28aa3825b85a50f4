package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.result.ColumnSet;
import io.itemql.jdbc.internal.result.ItemResultSetMetaData;
import io.itemql.jdbc.internal.result.ResultTraits;
import io.itemql.jdbc.internal.value.ParameterValues;
import io.itemql.plan.access.StatementBatch;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.PreparedSql;
import io.itemql.sql.SqlTransaction;
import io.itemql.store.Cancellation;
import io.itemql.table.ColumnType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One text with parameters, planned once. What a parameter can be is in {@link ParameterValues}. The methods that take
 * a text are refused, as JDBC demands.
 */
public final class ItemPreparedStatement extends ItemStatement implements DerivedParameters, UnsupportedParameters {
    /** How many rows of a batch are written with one call of the store. */
    private static final int GROUP_ROWS = 1000;

    private final String text;
    private final WantedKeys keys;
    private final Value[] parameters;
    private final List<List<Value>> rows = new ArrayList<>();
    private PreparedSql prepared;
    /** The options for which the text was planned. */
    private SessionOptions plannedFor;

    /** Plans a text. */
    public ItemPreparedStatement(Session session, String text, WantedKeys keys) throws SQLException {
        this(session, text, keys, ResultTraits.PLAIN);
    }

    /** Plans a text whose results have the given traits where they can. */
    public ItemPreparedStatement(Session session, String text, WantedKeys keys, ResultTraits traits)
            throws SQLException {
        super(session, traits);
        this.text = text;
        this.keys = keys;
        this.plannedFor = session.options();
        this.prepared = prepare(text);
        this.parameters = new Value[prepared.parameterCount()];
    }

    // ---- executing

    private PreparedSql current() throws SQLException {
        SessionOptions options = session().options();
        if (!options.equals(plannedFor)) {
            prepared = prepare(text);
            plannedFor = options;
        }
        return prepared;
    }

    private List<Value> checkedParameters() throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] == null) {
                throw SqlExceptions.of(ErrorCode.PARAMETER_NOT_SET, i + 1, parameters.length);
            }
        }
        // A copy: rows are computed while they are read, and the user may set the next parameters meanwhile.
        return Arrays.asList(parameters.clone());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        begin();
        PreparedSql sql = current();
        Expected.rows(sql);
        run(sql, checkedParameters());
        return currentRows();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return Counts.toInt(executeLargeUpdate());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        begin();
        PreparedSql sql = current();
        Expected.changes(sql);
        List<Value> values = checkedParameters();
        if (keys.isNone() || !runForKeys(text, sql, values, keys)) {
            run(sql, values);
        }
        return takeCount();
    }

    @Override
    public boolean execute() throws SQLException {
        begin();
        PreparedSql sql = current();
        List<Value> values = checkedParameters();
        if (!keys.isNone() && runForKeys(text, sql, values, keys)) {
            return false;
        }
        return run(sql, values);
    }

    // ---- batches

    @Override
    public void addBatch() throws SQLException {
        checkOpen();
        rows.add(checkedParameters());
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        rows.clear();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        begin();
        List<List<Value>> batch = new ArrayList<>(rows);
        rows.clear();
        PreparedSql sql = current();
        BatchCounts counts = new BatchCounts(batch.size());
        if (!batch.isEmpty() && !sql.columns().isEmpty()) {
            counts.failed(SqlExceptions.of(ErrorCode.BATCH_HAS_RESULT, text));
            return counts.orThrow();
        }
        Optional<PreparedSql> withKeys = keys.isNone() ? Optional.empty() : withKeys(text, sql, keys);
        if (withKeys.filter(this::givesKeys).isPresent()) {
            runForKeys(withKeys.get(), batch, counts);
        } else {
            runRows(sql, batch, running(), counts);
        }
        return counts.orThrow();
    }

    /** The key that ItemQL makes is an attribute of tables without one; others have none to give. */
    private boolean givesKeys(PreparedSql withKeys) {
        return !keys.equals(WantedKeys.GENERATED) || !withKeys.columns().get(0).nullable();
    }

    /** Row by row, since what is written with one call gives no keys. */
    private void runForKeys(PreparedSql withKeys, List<List<Value>> batch, BatchCounts counts) {
        for (int i = 0; i < batch.size(); i++) {
            try {
                running().check();
                runForKeys(withKeys, batch.get(i), keys);
                counts.succeeded(i, takeCount());
            } catch (SQLException e) {
                counts.failed(e);
            } catch (RuntimeException e) {
                counts.failed(SqlExceptions.translate(e));
                return;
            }
        }
    }

    /** Runs the rows in groups; what comes after a failure of a whole group is not tried. */
    private void runRows(PreparedSql sql, List<List<Value>> batch, Cancellation cancellation, BatchCounts counts) {
        int from = 0;
        while (from < batch.size()) {
            List<List<Value>> group = batch.subList(from, Math.min(batch.size(), from + GROUP_ROWS));
            try {
                cancellation.check();
                RequestTimeout timeout = session().requestTimeout();
                List<StatementBatch.Outcome> outcomes = timeout == null
                        ? runGroup(sql, group, cancellation)
                        : timeout.within(cancellation, () -> runGroup(sql, group, cancellation));
                if (outcomes == null) {
                    runOneByOne(sql, batch, from, batch.size(), cancellation, counts);
                    return;
                }
                for (int i = 0; i < outcomes.size(); i++) {
                    settle(sql, batch, from + i, outcomes.get(i), cancellation, counts);
                }
                from += outcomes.size();
            } catch (RuntimeException | Error e) {
                counts.failed(SqlExceptions.translate(e));
                return;
            }
        }
    }

    /** What became of the first rows of a group; {@code null} if the statement must be run row by row. */
    private List<StatementBatch.Outcome> runGroup(PreparedSql sql, List<List<Value>> group, Cancellation cancellation) {
        SqlTransaction transaction = session().transactions().forStatement();
        return (transaction == null
                        ? sql.executeBatch(group, cancellation)
                        : sql.executeBatchIn(transaction, group, cancellation))
                .orElse(null);
    }

    private void settle(
            PreparedSql sql,
            List<List<Value>> batch,
            int row,
            StatementBatch.Outcome outcome,
            Cancellation cancellation,
            BatchCounts counts) {
        if (outcome.isAlone()) {
            runOneByOne(sql, batch, row, row + 1, cancellation, counts);
        } else if (outcome.failure() == null) {
            counts.succeeded(row, outcome.count());
        } else {
            counts.failed(SqlExceptions.of(outcome.failure()));
        }
    }

    private void runOneByOne(
            PreparedSql sql, List<List<Value>> batch, int from, int to, Cancellation cancellation, BatchCounts counts) {
        for (int i = from; i < to; i++) {
            try {
                cancellation.check();
                run(sql, batch.get(i), cancellation);
                counts.succeeded(i, takeCount());
            } catch (SQLException e) {
                counts.failed(e);
            }
        }
    }

    // ---- parameters

    /** Sets a parameter to a value as it is; {@code null} stands for NULL. */
    void setValue(int parameter, Value value) throws SQLException {
        set(parameter, value == null ? NullValue.NULL : value);
    }

    private void set(int parameter, Value value) throws SQLException {
        checkOpen();
        if (parameter < 1 || parameter > parameters.length) {
            throw SqlExceptions.of(ErrorCode.INVALID_PARAMETER_INDEX, parameter, parameters.length);
        }
        parameters[parameter - 1] = value;
    }

    @Override
    public void setString(int parameter, String value) throws SQLException {
        set(parameter, value == null ? NullValue.NULL : new StringValue(value));
    }

    @Override
    public void setLong(int parameter, long value) throws SQLException {
        set(parameter, NumberValue.of(value));
    }

    @Override
    public void setObject(int parameter, Object value) throws SQLException {
        set(parameter, ParameterValues.ofAny(value));
    }

    @Override
    public void setObject(int parameter, Object value, int type) throws SQLException {
        set(parameter, ParameterValues.ofAny(value, type, "parameter " + parameter));
    }

    @Override
    public void setObject(int parameter, Object value, int type, int scaleOrLength) throws SQLException {
        set(parameter, ParameterValues.ofAny(value, type, scaleOrLength, "parameter " + parameter));
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(parameters, null);
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        PreparedSql sql = current();
        return sql.columns().isEmpty() ? null : new ItemResultSetMetaData(ColumnSet.of(sql.columns()));
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        PreparedSql sql = current();
        List<Optional<ColumnType>> types = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            types.add(sql.parameterType(i));
        }
        return new ItemParameterMetaData(types);
    }

    // ---- refused: texts belong to Statement

    private static SQLException refusal() {
        return SqlExceptions.of(
                ErrorCode.INVALID_JDBC_ARGUMENT, "A prepared statement has its text; make a Statement for another one");
    }

    @Override
    public boolean execute(String sql, WantedKeys wanted) throws SQLException {
        checkOpen();
        throw refusal();
    }

    @Override
    public long executeUpdate(String sql, WantedKeys wanted) throws SQLException {
        checkOpen();
        throw refusal();
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        checkOpen();
        throw refusal();
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        checkOpen();
        throw refusal();
    }
}
