package io.itemql.sql.dynamodb.access;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdatedItem;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.sql.dynamodb.statement.CheckedStatement.Returned;
import io.itemql.store.Access;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.Write;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one write that a change of one item is, and what of its outcome the statement tells. */
public final class WritePlan {
    private final CheckedStatement statement;
    private final ItemKey key;
    private final Write write;
    private final Returned returned;

    private WritePlan(CheckedStatement statement, ItemKey key, Write write, Returned returned) {
        this.statement = statement;
        this.key = key;
        this.write = write;
        this.returned = returned;
    }

    /**
     * Plans an INSERT, UPDATE or DELETE.
     *
     * @throws ItemException if the service refuses it for the keys of the table
     */
    public static WritePlan of(CheckedStatement statement, TableInfo table) {
        KeySchema keys = table.definition().keys();
        String name = table.name();
        if (statement instanceof CheckedStatement.Insert insert) {
            ItemKey key = KeyChecks.keyOf(insert.item(), keys);
            Nesting.check(insert.item());
            Condition absent =
                    Condition.notExists(AttributePath.of(keys.partitionKey().name()));
            Write put = new Write.Put(name, insert.item(), Optional.of(absent));
            return new WritePlan(statement, key, put, Returned.NOTHING);
        }
        if (statement instanceof CheckedStatement.Change change) {
            KeyedCondition where = KeyedCondition.of(change.where(), keys);
            checkTargets(change.update(), keys);
            Nesting.check(change.update());
            List<Condition> conditions = new ArrayList<>();
            conditions.add(
                    new Condition.Exists(AttributePath.of(keys.partitionKey().name())));
            conditions.addAll(where.rest());
            Write write = new Write.Change(name, where.key(), change.update(), Optional.of(Condition.and(conditions)));
            return new WritePlan(statement, where.key(), write, change.returned());
        }
        if (statement instanceof CheckedStatement.Exists exists) {
            return check(exists, table);
        }
        CheckedStatement.Delete delete = (CheckedStatement.Delete) statement;
        KeyedCondition where = KeyedCondition.of(delete.where(), keys);
        Write write = new Write.Delete(name, where.key(), ifPresent(where.rest(), keys));
        return new WritePlan(statement, where.key(), write, delete.returned());
    }

    private static WritePlan check(CheckedStatement.Exists exists, TableInfo table) {
        KeySchema keys = table.definition().keys();
        KeyedCondition where = KeyedCondition.of(exists.query().where(), keys);
        if (where.rest().isEmpty() || exists.query().index().isPresent()) {
            throw KeyChecks.keyCondition("EXISTS asks for more than the key of one item");
        }
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition.Exists(AttributePath.of(keys.partitionKey().name())));
        conditions.addAll(where.rest());
        Write write = new Write.Check(table.name(), where.key(), Condition.and(conditions));
        return new WritePlan(exists, where.key(), write, Returned.NOTHING);
    }

    /** The condition of a DELETE, which an item that is not there always meets. */
    private static Optional<Condition> ifPresent(List<Condition> rest, KeySchema keys) {
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        Condition absent =
                Condition.notExists(AttributePath.of(keys.partitionKey().name()));
        return Optional.of(new Condition.Or(List.of(absent, Condition.and(rest))));
    }

    private static void checkTargets(Update update, KeySchema keys) {
        for (AttributePath target : update.targets()) {
            if (keys.isKey(target.attribute())) {
                throw new ItemException(ErrorCode.KEY_UPDATE, target.attribute());
            }
        }
    }

    /** The key that a WHERE clause fixes, and what else it says. */
    record KeyedCondition(ItemKey key, List<Condition> rest) {
        static KeyedCondition of(Optional<Condition> where, KeySchema keys) {
            List<Condition> rest = new ArrayList<>();
            AttributeValue[] values = new AttributeValue[2];
            where.ifPresent(condition -> KeyChecks.checkScalar(KeyTerms.paths(condition), keys));
            where.ifPresent(condition -> split(condition, keys, values, rest));
            boolean complete = values[0] != null && (values[1] != null || !keys.hasSortKey());
            if (!complete) {
                throw KeyChecks.keyCondition(
                        "Where clause does not contain a mandatory equality on all key attributes");
            }
            ItemKey key = keys.hasSortKey() ? ItemKey.of(values[0], values[1]) : ItemKey.of(values[0]);
            List<KeyAttribute> attributes = keys.attributes();
            for (int i = 0; i < attributes.size(); i++) {
                KeyChecks.check(values[i], attributes.get(i));
            }
            KeyChecks.checkLength(key);
            return new KeyedCondition(key, rest);
        }

        private static void split(Condition condition, KeySchema keys, AttributeValue[] values, List<Condition> rest) {
            if (condition instanceof Condition.And and) {
                and.conditions().forEach(part -> split(part, keys, values, rest));
                return;
            }
            List<KeyAttribute> attributes = keys.attributes();
            for (int i = 0; i < attributes.size(); i++) {
                AttributeValue value =
                        KeyTerms.equality(condition, attributes.get(i).name());
                if (value != null) {
                    if (values[i] != null && !values[i].equals(value)) {
                        throw KeyChecks.keyCondition("Multiple conditions on same key "
                                + attributes.get(i).name() + ". Only single item Update/Insert/Delete are supported");
                    }
                    values[i] = value;
                    return;
                }
            }
            rest.add(condition);
        }
    }

    public CheckedStatement statement() {
        return statement;
    }

    /** The key of the item. */
    public ItemKey key() {
        return key;
    }

    public Write write() {
        return write;
    }

    /** Whether the statement has a RETURNING clause, for which the outcome must carry the items before and after. */
    public boolean isReturning() {
        return returned != Returned.NOTHING;
    }

    /** Whether a statement has a RETURNING clause. */
    public static boolean isReturning(CheckedStatement statement) {
        Returned returned = statement instanceof CheckedStatement.Change change
                ? change.returned()
                : statement instanceof CheckedStatement.Delete delete ? delete.returned() : Returned.NOTHING;
        return returned != Returned.NOTHING;
    }

    /** What it costs to read the item with strong consistency. */
    public ConsumedCapacity readingCost(ReadView view) {
        ItemRead read = ItemRead.of(write.table(), new Access.Get(List.of(key))).withConsistent(true);
        try (ItemCursor cursor = view.open(read)) {
            cursor.next();
            return cursor.capacity();
        }
    }

    /** What RETURNING gives of the outcome of a write that happened; empty if that is nothing. */
    public Optional<Item> returned(WriteOutcome outcome) {
        Optional<Item> row =
                switch (returned) {
                    case NOTHING -> Optional.empty();
                    case ALL_OLD -> outcome.before();
                    case ALL_NEW -> outcome.after();
                    case MODIFIED_OLD -> outcome.before().map(item -> UpdatedItem.project(item, update().targets()));
                    case MODIFIED_NEW ->
                        outcome.after()
                                .map(item -> UpdatedItem.projectAssigned(
                                        update(), outcome.before().orElse(item), item));
                };
        return row.filter(item -> item.size() > 0);
    }

    private Update update() {
        return ((CheckedStatement.Change) statement).update();
    }

    /** The line that EXPLAIN shows. */
    public String explain(TableInfo table) {
        String verb = write instanceof Write.Put ? "PUT " : write instanceof Write.Delete ? "DELETE " : "UPDATE ";
        String tested = write.condition().map(condition -> " | IF " + condition).orElse("");
        return verb + table.name() + " ["
                + AccessText.key(key, table.definition().keys()) + "]" + tested;
    }

    /** A failure of the store in the words that the service has for statements. */
    public ItemException failure(ItemException cause) {
        return switch (cause.code()) {
            case CONDITION_FAILED ->
                statement instanceof CheckedStatement.Insert
                        ? ItemException.causedBy(cause, ErrorCode.DUPLICATE_ITEM)
                        : cause;
            case INVALID_PATH ->
                plain(cause, "The document path provided in the update expression is invalid for update");
            case COLLECTION_TOO_LARGE -> ItemException.causedBy(cause, ErrorCode.COLLECTION_TOO_LARGE, ".");
            case MISSING_OPERAND -> ItemException.causedBy(cause, ErrorCode.MISSING_OPERAND, "");
            case INVALID_OPERAND_TYPE -> ItemException.causedBy(cause, ErrorCode.INVALID_OPERAND_TYPE, "");
            case INDEX_KEY_TYPE_MISMATCH, INDEX_KEY_UPDATE ->
                plain(cause, "One or more parameter values were invalid: Type mismatch for Index Key");
            case NESTING_TOO_DEEP -> plain(cause, "Nesting Levels have exceeded supported limits");
            case UNKNOWN_TABLE -> ItemException.causedBy(cause, ErrorCode.RESOURCE_NOT_FOUND);
            default -> cause;
        };
    }

    private static ItemException plain(ItemException cause, String text) {
        return ItemException.causedBy(cause, ErrorCode.STATEMENT_REFUSED, text);
    }
}
