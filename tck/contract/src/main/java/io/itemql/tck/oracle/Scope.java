package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names mean while one row is looked at: the range variables of FROM with their values, then those of the query
 * around it.
 *
 * @param outer the scope of the query around; absent for the outermost
 * @param named the queries of WITH that can be read
 */
record Scope(Optional<Scope> outer, List<Binding> bindings, Map<String, Relation> named) {
    /**
     * A range variable.
     *
     * @param value its value in this row; {@code null} where an outer join found no partner
     * @param columns what {@code *} shows of it; absent if that cannot be told
     * @param names the attributes it is known to have
     */
    record Binding(String alias, AttributeValue value, Optional<List<String>> columns, Set<String> names) {
        Binding withValue(AttributeValue other) {
            return new Binding(alias, other, columns, names);
        }

        AttributeValue field(String name) {
            return value instanceof MapValue map ? map.get(name) : null;
        }
    }

    static Scope outermost() {
        return new Scope(Optional.empty(), List.of(), Map.of());
    }

    /** An empty scope for a query inside of this one. */
    Scope inner() {
        return new Scope(Optional.of(this), List.of(), named);
    }

    Scope with(Binding binding) {
        List<Binding> longer = new ArrayList<>(bindings);
        longer.add(binding);
        return new Scope(outer, longer, named);
    }

    Scope with(List<Binding> more) {
        Scope longer = this;
        for (Binding binding : more) {
            longer = longer.with(binding);
        }
        return longer;
    }

    Scope withNamed(String name, Relation relation) {
        Map<String, Relation> more = new HashMap<>(named);
        more.put(name, relation);
        return new Scope(outer, bindings, more);
    }

    /** The range variable of a name, from the inside out. */
    Optional<Binding> binding(String alias) {
        for (Binding binding : bindings) {
            if (binding.alias().equals(alias)) {
                return Optional.of(binding);
            }
        }
        return outer.flatMap(around -> around.binding(alias));
    }

    /** The range variables of this scope itself with their values, as GROUP AS collects them. */
    AttributeValue tuple() {
        Map<String, AttributeValue> entries = new HashMap<>();
        for (Binding binding : bindings) {
            if (binding.value() != null) {
                entries.put(binding.alias(), binding.value());
            }
        }
        return new MapValue(entries);
    }

    /** True if an attribute of that name is known in this scope itself. */
    boolean knows(String name) {
        return bindings.stream().anyMatch(binding -> binding.names().contains(name));
    }

    /**
     * The value of a name without a range variable before it; {@code null} if it is MISSING.
     *
     * @throws ItemException with {@link ErrorCode#AMBIGUOUS_ATTRIBUTE}
     */
    AttributeValue value(String name) {
        for (Optional<Scope> scope = Optional.of(this);
                scope.isPresent();
                scope = scope.get().outer()) {
            List<Binding> owners = scope.get().bindings().stream()
                    .filter(binding -> binding.names().contains(name))
                    .toList();
            if (owners.size() > 1) {
                throw new ItemException(ErrorCode.AMBIGUOUS_ATTRIBUTE, name, "several tables");
            }
            if (owners.size() == 1) {
                return owners.get(0).field(name);
            }
            for (Binding binding : scope.get().bindings()) {
                if (binding.alias().equals(name)) {
                    return binding.value();
                }
            }
        }
        return null;
    }
}
