package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.condition.Condition;
import io.itemql.error.ErrorCode;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemKey;
import io.itemql.store.Write;
import io.itemql.store.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A write twice: as the store gets it, and as the model carries it out.
 *
 * @param put the item of a put, otherwise null
 * @param update the update of a change, otherwise null
 */
record ModelWrite(
        Kind kind,
        String table,
        ItemKey key,
        Map<String, AttributeValue> put,
        ModelUpdate update,
        Optional<ModelCondition> condition) {
    /** What is done with the item. */
    enum Kind {
        PUT,
        CHANGE,
        DELETE,
        CHECK
    }

    /** A put, a change or a delete, often of an item that is there. */
    static ModelWrite random(ModelRandom random, String name, Map<String, ModelTable> tables) {
        ModelTable table = tables.get(name);
        boolean known = !table.all().isEmpty() && random.oneIn(2);
        ItemKey key = known ? random.anyOf(List.copyOf(table.all().keySet())) : random.key(table.keys());
        Optional<ModelCondition> condition = random.maybeCondition(4);
        return switch (random.below(10)) {
            case 0, 1, 2, 3, 4 -> {
                Map<String, AttributeValue> item = random.item(key, table.keys());
                yield new ModelWrite(Kind.PUT, name, key, item, null, condition);
            }
            case 5, 6, 7 -> new ModelWrite(Kind.CHANGE, name, key, null, random.update(), condition);
            default -> new ModelWrite(Kind.DELETE, name, key, null, null, condition);
        };
    }

    /** A condition check of an item. */
    static ModelWrite check(String table, ItemKey key, ModelCondition condition) {
        return new ModelWrite(Kind.CHECK, table, key, null, null, Optional.of(condition));
    }

    Write toWrite() {
        Optional<Condition> real = condition.map(ModelCondition::toCondition);
        return switch (kind) {
            case PUT -> new Write.Put(table, Item.of(put), real);
            case CHANGE -> new Write.Change(table, key, update.toUpdate(), real);
            case DELETE -> new Write.Delete(table, key, real);
            case CHECK -> new Write.Check(table, key, real.orElseThrow());
        };
    }

    /** Why the write fails on the table as it is; null if it does not. */
    ErrorCode failure(ModelTable in) {
        Map<String, AttributeValue> before = in.get(key);
        ErrorCode ofPut = refusalOfPut(in);
        if (ofPut != null) {
            return ofPut;
        }
        return isAllowed(before) ? failureOfChange(in, before) : ErrorCode.CONDITION_FAILED;
    }

    private ErrorCode refusalOfPut(ModelTable in) {
        return put == null ? null : in.refusal(put, put.keySet(), put.keySet());
    }

    private boolean isAllowed(Map<String, AttributeValue> before) {
        return condition.isEmpty() || condition.get().holds(before == null ? Map.of() : before);
    }

    private ErrorCode failureOfChange(ModelTable in, Map<String, AttributeValue> before) {
        if (update == null) {
            return null;
        }
        Map<String, AttributeValue> after = after(in, before);
        if (after == null) {
            return ErrorCode.INVALID_OPERAND_TYPE;
        }
        Set<String> touched = new TreeSet<>(update.sets().keySet());
        touched.addAll(update.adds().keySet());
        return in.refusal(after, touched, update.sets().keySet());
    }

    /** The item afterwards if the write happens; null if there is none then, and for a change that must fail. */
    private Map<String, AttributeValue> after(ModelTable in, Map<String, AttributeValue> before) {
        return switch (kind) {
            case PUT -> put;
            case CHANGE -> update.apply(before == null ? key.toItem(in.keys()).attributes() : before);
            case DELETE -> null;
            case CHECK -> before;
        };
    }

    /** Carries the write out without a look at what a store says. */
    void carryOut(ModelTable in) {
        if (failure(in) == null) {
            in.set(key, after(in, in.get(key)));
        }
    }

    /** Carries the write out and compares what a store says of it. */
    void carryOut(ModelTable in, WriteOutcome outcome, boolean returnsItems) {
        Map<String, AttributeValue> before = in.get(key);
        ErrorCode expected = failure(in);
        assertEquals(before != null, outcome.existed(), () -> "existed: " + this);
        assertEquals(
                Optional.ofNullable(expected),
                outcome.failure().map(failure -> failure.code()),
                () -> this + " on " + before);
        Map<String, AttributeValue> after = expected == null ? after(in, before) : before;
        boolean failsLate = expected != null && expected != ErrorCode.CONDITION_FAILED;
        if (returnsItems && !failsLate) {
            assertEquals(Optional.ofNullable(before).map(Item::of), outcome.before(), () -> "before: " + this);
            assertEquals(
                    Optional.ofNullable(expected == null ? after : null).map(Item::of),
                    outcome.after(),
                    () -> "after: " + this);
        }
        if (!failsLate) {
            assertEquals(capacity(in, before, after), outcome.capacity(), () -> "capacity: " + this + " on " + before);
        }
        if (expected == null) {
            in.set(key, after);
        }
    }

    private static ConsumedCapacity capacity(
            ModelTable in, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        int bytes = Math.max(size(before), size(after));
        double units = Math.max(1, (bytes + 1023) / 1024);
        Map<String, ConsumedCapacity> ofIndexes = new TreeMap<>();
        for (ModelIndex index : in.indexes()) {
            double ofIndex = index.writeUnits(before, after);
            if (ofIndex > 0) {
                ofIndexes.put(index.definition().name(), new ConsumedCapacity(0, ofIndex));
                units += ofIndex;
            }
        }
        return new ConsumedCapacity(0, units, ofIndexes);
    }

    private static int size(Map<String, AttributeValue> item) {
        return item == null ? 0 : ModelValues.itemBytes(item);
    }
}
