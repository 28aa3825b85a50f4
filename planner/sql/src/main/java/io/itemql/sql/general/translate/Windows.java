package io.itemql.sql.general.translate;

import io.itemql.plan.aggregate.AggregateCall;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.window.Frame;
import io.itemql.plan.window.Window;
import io.itemql.plan.window.WindowCall;
import io.itemql.plan.window.WindowGroup;
import io.itemql.sql.general.bind.ItemAggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/** Translates projections with window functions: first the functions, then the expressions around them. */
final class Windows {
    private final Translator translator;

    Windows(Translator translator) {
        this.translator = translator;
    }

    /** What the calls of one group have in common. */
    private record Over(List<Expression> partition, List<SortKey> order, Frame frame) {}

    /** Conditions stay above: dropping a row before would change what the functions of others see. */
    Rows translate(Project project, Wish wish) {
        RelNode input = project.getInput();
        SortedSet<Integer> fields = wish.all();
        SortedSet<Integer> below = new TreeSet<>();
        Set<RexOver> overs = new LinkedHashSet<>();
        for (int field : fields) {
            RexNode node = project.getProjects().get(field);
            Fields.collect(node, below);
            collect(node, overs);
        }
        Rows rows = translator.translate(input, Wish.of(below));
        int width = input.getRowType().getFieldCount();
        Map<RexOver, Integer> places = new LinkedHashMap<>();
        Operator window = window(input, rows, overs, places);
        // The functions' outcomes become fields behind those of the input.
        Columns columns = rows.columns().at(0, width + overs.size());
        Map<RexOver, Integer> numbers = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
        for (RexOver over : overs) {
            numbers.put(over, width + numbers.size());
            columns = columns.with(numbers.get(over), rows.operator().width() + places.get(over));
            names.add(over.getAggOperator().getName());
        }
        RexExpressions expressions = new RexExpressions(translator.correlations(), columns, names);
        List<Expression> computed = new ArrayList<>();
        for (int field : fields) {
            computed.add(expressions.of(replaced(project.getProjects().get(field), numbers)));
        }
        Rows projected = new Rows(
                Translator.projected(window, computed),
                Columns.packed(project.getProjects().size(), fields),
                rows.estimate(),
                rows.cost(),
                false);
        return translator.filtered(project, projected, wish.conditions());
    }

    private static void collect(RexNode node, Set<RexOver> into) {
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                into.add(over);
                return over;
            }
        });
    }

    private static RexNode replaced(RexNode node, Map<RexOver, Integer> numbers) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                return new RexInputRef(numbers.get(over), over.getType());
            }
        });
    }

    private Operator window(RelNode input, Rows rows, Set<RexOver> overs, Map<RexOver, Integer> places) {
        RexExpressions expressions = translator.expressions(input, rows);
        Map<Over, List<RexOver>> groups = new LinkedHashMap<>();
        for (RexOver over : overs) {
            groups.computeIfAbsent(over(over, expressions), same -> new ArrayList<>())
                    .add(over);
        }
        List<WindowGroup> translated = new ArrayList<>();
        groups.forEach((over, members) -> {
            List<WindowCall> calls = new ArrayList<>();
            for (RexOver member : members) {
                calls.add(call(member, expressions));
                places.put(member, places.size());
            }
            translated.add(new WindowGroup(over.partition(), over.order(), over.frame(), calls));
        });
        return translated.isEmpty() ? rows.operator() : new Window(rows.operator(), translated);
    }

    private static Over over(RexOver over, RexExpressions expressions) {
        List<SortKey> order = new ArrayList<>();
        for (RexFieldCollation key : over.getWindow().orderKeys) {
            order.add(SortKeys.of(expressions.of(key.left), key.getDirection(), key.getNullDirection()));
        }
        ItemAggregate function = (ItemAggregate) over.getAggOperator();
        return new Over(
                expressions.all(over.getWindow().partitionKeys),
                order,
                function.frame().orElse(Frame.TO_CURRENT));
    }

    private static WindowCall call(RexOver over, RexExpressions expressions) {
        ItemAggregate function = (ItemAggregate) over.getAggOperator();
        List<Expression> arguments = expressions.all(over.getOperands());
        Optional<WindowCall.Function> own = WindowCall.Function.find(function.function());
        if (own.isPresent()) {
            return new WindowCall(own.get(), arguments, function.isIgnoringNulls(), Optional.empty());
        }
        return WindowCall.of(new AggregateCall(
                Aggregations.own(function), arguments, over.isDistinct(), Optional.empty(), List.of()));
    }
}
