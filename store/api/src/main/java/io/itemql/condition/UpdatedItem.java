package io.itemql.condition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributePath.Step;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Applies an {@link Update} to an item.
 *
 * <p>Works on a mutable copy of the document: a {@link Node} is a map or a list of nodes, or a leaf value. A list keeps
 * its original positions until the end ("removed list positions refer to the original list"): REMOVE leaves a hole, SET
 * beyond the end queues an append in the order of the positions.
 */
public final class UpdatedItem {
    /** A part of the document under change: a leaf, or a container whose parts can be replaced. */
    private sealed interface Node {
        AttributeValue freeze();

        record Leaf(AttributeValue value) implements Node {
            @Override
            public AttributeValue freeze() {
                return value;
            }
        }

        record MapNode(Map<String, Node> entries) implements Node {
            @Override
            public MapValue freeze() {
                Map<String, AttributeValue> frozen = new LinkedHashMap<>();
                entries.forEach((name, node) -> frozen.put(name, node.freeze()));
                return new MapValue(frozen);
            }
        }

        /** A hole is a null element; appended elements follow in the order of the positions they were set at. */
        record ListNode(List<Node> elements, Map<Integer, Node> appended) implements Node {
            @Override
            public AttributeValue freeze() {
                List<AttributeValue> frozen = new ArrayList<>();
                elements.stream().filter(node -> node != null).forEach(node -> frozen.add(node.freeze()));
                appended.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(entry -> frozen.add(entry.getValue().freeze()));
                return new ListValue(frozen);
            }
        }

        static Node of(AttributeValue value) {
            if (value instanceof MapValue map) {
                return ofEntries(map.entries());
            }
            if (value instanceof ListValue list) {
                List<Node> elements = new ArrayList<>();
                list.elements().forEach(element -> elements.add(of(element)));
                return new ListNode(elements, new LinkedHashMap<>());
            }
            return new Leaf(value);
        }

        static MapNode ofEntries(Map<String, AttributeValue> entries) {
            Map<String, Node> nodes = new LinkedHashMap<>();
            entries.forEach((name, value) -> nodes.put(name, of(value)));
            return new MapNode(nodes);
        }
    }

    private final Item before;
    private final Node.MapNode root;

    private UpdatedItem(Item before) {
        this.before = before;
        this.root = Node.ofEntries(before.attributes());
    }

    /**
     * The item after the update.
     *
     * @param before the item as it is, or only its key attributes if it does not exist yet
     * @throws ItemException with {@link ErrorCode#INVALID_PATH}, {@link ErrorCode#MISSING_OPERAND},
     *     {@link ErrorCode#INVALID_OPERAND_TYPE} or a number's range error; the item is then unchanged
     */
    public static Item apply(Update update, Item before) {
        UpdatedItem updated = new UpdatedItem(before);
        update.removes().forEach(updated::remove);
        for (Update.Set set : update.sets()) {
            updated.put(set.target(), set.value().evaluate(before));
        }
        update.adds().forEach(updated::add);
        update.deletes().forEach(updated::delete);
        return Item.of(updated.root.freeze().entries());
    }

    private void put(AttributePath path, AttributeValue value) {
        Node parent = parentOf(path);
        Step last = lastStep(path);
        Node node = Node.of(value);
        if (parent instanceof Node.MapNode map && last instanceof Step.Name name) {
            map.entries().put(name.name(), node);
        } else if (parent instanceof Node.ListNode list && last instanceof Step.Position position) {
            if (position.index() < list.elements().size()) {
                list.elements().set(position.index(), node);
            } else {
                list.appended().put(position.index(), node);
            }
        } else {
            throw new ItemException(ErrorCode.INVALID_PATH, path);
        }
    }

    private void remove(AttributePath path) {
        Node parent = parentOf(path);
        Step last = lastStep(path);
        if (parent instanceof Node.MapNode map && last instanceof Step.Name name) {
            map.entries().remove(name.name());
        } else if (parent instanceof Node.ListNode list && last instanceof Step.Position position) {
            if (position.index() < list.elements().size()) {
                list.elements().set(position.index(), null);
            }
        } else {
            throw new ItemException(ErrorCode.INVALID_PATH, path);
        }
    }

    private void add(Update.Add add) {
        AttributeValue old = add.target().resolve(before);
        AttributeValue value = add.value();
        if (old == null) {
            put(add.target(), value);
        } else if (old instanceof NumberValue number && value instanceof NumberValue summand) {
            put(add.target(), number.add(summand));
        } else if (old.type() == value.type()) {
            put(add.target(), union(old, value));
        } else {
            throw new ItemException(
                    ErrorCode.INVALID_OPERAND_TYPE,
                    ": ADD of type " + value.type() + " to " + add.target() + ", which has type " + old.type());
        }
    }

    private static AttributeValue union(AttributeValue a, AttributeValue b) {
        if (a instanceof StringSetValue x && b instanceof StringSetValue y) {
            TreeSet<StringValue> members = new TreeSet<>(x.members());
            members.addAll(y.members());
            return new StringSetValue(members);
        }
        if (a instanceof NumberSetValue x && b instanceof NumberSetValue y) {
            TreeSet<NumberValue> members = new TreeSet<>(x.members());
            members.addAll(y.members());
            return new NumberSetValue(members);
        }
        TreeSet<BinaryValue> members = new TreeSet<>(((BinarySetValue) a).members());
        members.addAll(((BinarySetValue) b).members());
        return new BinarySetValue(members);
    }

    private void delete(Update.Delete delete) {
        AttributeValue old = delete.target().resolve(before);
        if (old == null) {
            checkPlace(delete.target());
            return;
        }
        if (old.type() != delete.members().type()) {
            throw new ItemException(
                    ErrorCode.INVALID_OPERAND_TYPE,
                    ": DELETE of type " + delete.members().type() + " from " + delete.target() + ", which has type "
                            + old.type());
        }
        AttributeValue rest = difference(old, delete.members());
        if (rest == null) {
            remove(delete.target());
        } else {
            put(delete.target(), rest);
        }
    }

    /** Nothing may be at a place, but what holds it must be a map for a name and a list for a position. */
    private void checkPlace(AttributePath path) {
        Node parent = parentOf(path);
        boolean fits =
                lastStep(path) instanceof Step.Name ? parent instanceof Node.MapNode : parent instanceof Node.ListNode;
        if (!fits) {
            throw new ItemException(ErrorCode.INVALID_PATH, path);
        }
    }

    /** The members of {@code a} that {@code b} does not have; null if there are none, as no set is empty. */
    private static AttributeValue difference(AttributeValue a, AttributeValue b) {
        if (a instanceof StringSetValue x && b instanceof StringSetValue y) {
            TreeSet<StringValue> members = new TreeSet<>(x.members());
            members.removeAll(y.members());
            return members.isEmpty() ? null : new StringSetValue(members);
        }
        if (a instanceof NumberSetValue x && b instanceof NumberSetValue y) {
            TreeSet<NumberValue> members = new TreeSet<>(x.members());
            members.removeAll(y.members());
            return members.isEmpty() ? null : new NumberSetValue(members);
        }
        TreeSet<BinaryValue> members = new TreeSet<>(((BinarySetValue) a).members());
        members.removeAll(((BinarySetValue) b).members());
        return members.isEmpty() ? null : new BinarySetValue(members);
    }

    /** The container that holds the last step of a path; it must exist. */
    private Node parentOf(AttributePath path) {
        Node at = root;
        Step step = new Step.Name(path.attribute());
        for (Step next : path.steps()) {
            at = child(at, step);
            if (at == null) {
                throw new ItemException(ErrorCode.INVALID_PATH, path);
            }
            step = next;
        }
        return at;
    }

    private static Step lastStep(AttributePath path) {
        return path.isTopLevel()
                ? new Step.Name(path.attribute())
                : path.steps().get(path.steps().size() - 1);
    }

    private static Node child(Node node, Step step) {
        if (node instanceof Node.MapNode map && step instanceof Step.Name name) {
            return map.entries().get(name.name());
        }
        if (node instanceof Node.ListNode list && step instanceof Step.Position position) {
            List<Node> elements = list.elements();
            return position.index() < elements.size() ? elements.get(position.index()) : null;
        }
        return null;
    }

    /** The part of an item at the given paths, each rebuilt at its place; list elements packed. */
    public static Item project(Item item, List<AttributePath> paths) {
        Projected top = new Projected();
        for (AttributePath path : paths) {
            AttributeValue value = path.resolve(item);
            if (value != null) {
                top.put(path, value);
            }
        }
        return top.toItem();
    }

    /**
     * What an update has assigned, each part rebuilt at the place that the update names; list elements packed. An element is
     * found where it is afterwards: behind the end a list only grows by one, and removed elements close up.
     *
     * @param before the item before the update
     * @param after the item after it
     */
    public static Item projectAssigned(Update update, Item before, Item after) {
        List<AttributePath> assigned = new ArrayList<>(update.targets());
        assigned.removeAll(update.removes());
        Projected top = new Projected();
        for (AttributePath path : assigned) {
            AttributeValue value =
                    moved(path, assigned, update.removes(), before).resolve(after);
            if (value != null) {
                top.put(path, value);
            }
        }
        return top.toItem();
    }

    /** Where a path of the item before an update leads in the item after it. */
    private static AttributePath moved(
            AttributePath path, List<AttributePath> assigned, List<AttributePath> removed, Item before) {
        AttributePath parent = AttributePath.of(path.attribute());
        AttributePath moved = parent;
        for (Step step : path.steps()) {
            if (step instanceof Step.Position position) {
                int size = parent.resolve(before) instanceof ListValue list
                        ? list.elements().size()
                        : 0;
                int index = position.index();
                int kept = Math.min(index, size);
                int gone = elements(removed, parent, 0, kept);
                moved = moved.position(kept - gone + elements(assigned, parent, size, index));
                parent = parent.position(index);
            } else {
                String name = ((Step.Name) step).name();
                moved = moved.name(name);
                parent = parent.name(name);
            }
        }
        return moved;
    }

    /** How many of some paths are elements of a list, from one position to before another. */
    private static int elements(List<AttributePath> paths, AttributePath list, int from, int to) {
        int count = 0;
        for (AttributePath path : paths) {
            boolean isElement = path.steps().size() == list.steps().size() + 1
                    && list.isPrefixOf(path)
                    && lastStep(path) instanceof Step.Position position
                    && position.index() >= from
                    && position.index() < to;
            count += isElement ? 1 : 0;
        }
        return count;
    }

    /** A tree of the steps that projected paths have in common. */
    private static final class Projected {
        private final Map<String, Projected> names = new LinkedHashMap<>();
        private final Map<Integer, Projected> positions = new TreeMap<>();
        private AttributeValue value;

        void put(AttributePath path, AttributeValue found) {
            Projected at = names.computeIfAbsent(path.attribute(), name -> new Projected());
            for (Step step : path.steps()) {
                at = step instanceof Step.Name name
                        ? at.names.computeIfAbsent(name.name(), key -> new Projected())
                        : at.positions.computeIfAbsent(((Step.Position) step).index(), key -> new Projected());
            }
            at.value = found;
        }

        AttributeValue freeze() {
            if (value != null) {
                return value;
            }
            if (!positions.isEmpty()) {
                List<AttributeValue> elements = new ArrayList<>();
                positions.values().forEach(part -> elements.add(part.freeze()));
                return new ListValue(elements);
            }
            Map<String, AttributeValue> entries = new LinkedHashMap<>();
            names.forEach((name, part) -> entries.put(name, part.freeze()));
            return new MapValue(entries);
        }

        Item toItem() {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            names.forEach((name, part) -> attributes.put(name, part.freeze()));
            return Item.ofOwned(Collections.unmodifiableMap(attributes));
        }
    }
}
