package io.itemql.tck.store;

import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.NumberValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An update of top-level attributes twice: as the store gets it, and as the model carries it out. */
record ModelUpdate(Map<String, AttributeValue> sets, Set<String> removes, Map<String, NumberValue> adds) {
    private static final MathContext PRECISION = new MathContext(38, RoundingMode.HALF_EVEN);

    /** The item afterwards; null if an addition meets something that is no number. */
    Map<String, AttributeValue> apply(Map<String, AttributeValue> before) {
        Map<String, AttributeValue> after = new TreeMap<>(before);
        after.putAll(sets);
        after.keySet().removeAll(removes);
        for (Map.Entry<String, NumberValue> add : adds.entrySet()) {
            AttributeValue old = before.get(add.getKey());
            if (old != null && !(old instanceof NumberValue)) {
                return null;
            }
            BigDecimal sum = new BigDecimal(old == null ? "0" : old.toString())
                    .add(new BigDecimal(add.getValue().toString()));
            after.put(add.getKey(), NumberValue.of(sum.round(PRECISION)));
        }
        return after;
    }

    Update toUpdate() {
        List<Update.Set> setActions = new ArrayList<>();
        sets.forEach((name, value) ->
                setActions.add(new Update.Set(AttributePath.of(name), new UpdateOperand.Literal(value))));
        List<Update.Add> addActions = new ArrayList<>();
        adds.forEach((name, value) -> addActions.add(new Update.Add(AttributePath.of(name), value)));
        return new Update(setActions, removes.stream().map(AttributePath::of).toList(), addActions, List.of());
    }
}
