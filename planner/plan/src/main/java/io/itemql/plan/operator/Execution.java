package io.itemql.plan.operator;

import io.itemql.plan.expression.Evaluation;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.WriteTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * One run of a statement: its view of the store, its parameters, its limits, and what it has used so far. Used by one
 * thread at a time; must be closed, which closes the view.
 */
public final class Execution implements AutoCloseable {
    /** Looking at the clock for each row would cost more than most rows do. */
    private static final int ROWS_PER_CHECK = 256;

    private final ItemStore store;
    private final WriteTarget target;
    private final ReadView view;
    private final SessionOptions options;
    private final Evaluation evaluation;
    private final Cancellation cancellation;
    private final ExecutionCounters counters = new ExecutionCounters();
    // Made when a part of the plan first needs them, as those of most statements never do.
    private MemoryBudget memory;
    private Set<String> warnings;
    private HashMap<Class<?>, IdentityHashMap<Object, Object>> states;

    private ItemPosition start;
    private int rowsSinceCheck;
    /** Of the operator that is at work; null unless the statement is measured. */
    private Meter meter;
    /** Null unless the statement is measured. */
    private BiFunction<String, Operator, Operator> subQueryWatch;

    /** A run outside of any transaction. */
    public Execution(
            ItemStore store, ReadView view, SessionOptions options, Evaluation evaluation, Cancellation cancellation) {
        this(store, store, view, options, evaluation, cancellation);
    }

    /**
     * A run in a transaction.
     *
     * @param target where the statement writes: the store or one of its transactions
     * @param view what the statement reads; opened from the target
     */
    public Execution(
            ItemStore store,
            WriteTarget target,
            ReadView view,
            SessionOptions options,
            Evaluation evaluation,
            Cancellation cancellation) {
        this.store = store;
        this.target = target;
        this.view = view;
        this.options = options;
        this.evaluation = evaluation;
        this.cancellation = cancellation;
        evaluation.setExecution(this);
    }

    /** The store, for definitions and for what it can do; reads go through {@link #view()}. */
    public ItemStore store() {
        return store;
    }

    /** Where items are written. */
    public WriteTarget target() {
        return target;
    }

    public ReadView view() {
        return view;
    }

    public SessionOptions options() {
        return options;
    }

    public Evaluation evaluation() {
        return evaluation;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /**
     * Counts a row that an operator works on. Every so many rows this looks whether somebody has cancelled the statement,
     * so that neither a long search without a result nor a long sort keeps it from stopping.
     */
    public void countRow() {
        if (++rowsSinceCheck >= ROWS_PER_CHECK) {
            rowsSinceCheck = 0;
            cancellation.check();
        }
    }

    public MemoryBudget memory() {
        if (memory == null) {
            memory = new MemoryBudget(options.memoryBytes());
        }
        return memory;
    }

    /**
     * An execution of a part of the same statement in another thread: the same view, parameters, cancellation and memory,
     * with counters and warnings of its own until {@link #join}. Closing it closes nothing.
     */
    public Execution fork() {
        Execution part = new Execution(store, target, view, options, evaluation.copy(), cancellation);
        part.memory = memory();
        part.meter = meter;
        return part;
    }

    /** Takes over what a part has counted and warned of, once its thread is done. */
    public void join(Execution part) {
        counters.add(part.counters);
        part.warnings().forEach(this::warn);
    }

    /**
     * Whether parts of this statement may run in threads of their own: not in a transaction, which belongs to one thread,
     * and not where every item counts against a limit.
     */
    public boolean mayFork() {
        return target.equals(store)
                && options.pageSize() == 0
                && options.scan().mode() != SessionOptions.ScanPolicy.Mode.LIMIT;
    }

    /** The meter of the operator that is at work; {@code null} unless the statement is measured. */
    Meter meter() {
        return meter;
    }

    /** Says which operator is at work from now on; {@code null} for none that is measured. */
    void setMeter(Meter working) {
        meter = working;
    }

    /**
     * Makes sub-queries run in a form that is watched, once for each of them when it is first run.
     *
     * @param watch gives that form for what the sub-query is called in a plan and for its own plan
     */
    public void watchSubQueries(BiFunction<String, Operator, Operator> watch) {
        subQueryWatch = watch;
    }

    /** The form in which a sub-query is to be run: as it is, unless the statement is measured. */
    public Operator watched(String name, Operator subQuery) {
        return subQueryWatch == null ? subQuery : subQueryWatch.apply(name, subQuery);
    }

    public ExecutionCounters counters() {
        return counters;
    }

    /** Tells the user something that is no error; the same text only once. */
    public void warn(String text) {
        if (warnings == null) {
            warnings = new LinkedHashSet<>();
        }
        warnings.add(text);
    }

    /** The warnings so far, in the order in which they came up. */
    public List<String> warnings() {
        return warnings == null ? List.of() : new ArrayList<>(warnings);
    }

    /**
     * What a part of the plan has kept from earlier in this execution.
     *
     * @param owner the part of the plan, compared by identity; may have one state of each type
     * @param initial makes the state when it is asked for the first time
     */
    public <T> T state(Object owner, Class<T> type, Supplier<T> initial) {
        if (states == null) {
            states = new HashMap<>();
        }
        IdentityHashMap<Object, Object> ofType = states.computeIfAbsent(type, same -> new IdentityHashMap<>());
        Object state = ofType.get(owner);
        if (state == null) {
            state = initial.get();
            ofType.put(owner, state);
        }
        return type.cast(state);
    }

    /** Makes the read that is opened next begin behind an item. */
    public void beginBehind(ItemPosition position) {
        start = position;
    }

    /** Where the read that is opened now begins, if not at its beginning; asked for once. */
    public Optional<ItemPosition> takeStart() {
        Optional<ItemPosition> taken = Optional.ofNullable(start);
        start = null;
        return taken;
    }

    @Override
    public void close() {
        view.close();
    }
}
