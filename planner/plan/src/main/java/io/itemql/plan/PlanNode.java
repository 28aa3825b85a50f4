package io.itemql.plan;

import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.access.Estimate;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.access.OrderedAccess;
import io.itemql.plan.access.ReadPlan;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Limit;
import io.itemql.plan.operator.Meter;
import io.itemql.plan.operator.MeteredOperator;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a plan as EXPLAIN shows it.
 *
 * <p>Filters, projections and limits stand behind a bar on the line of what they work on, since that is how they run:
 * on each row as it comes. Every other operator has its own line, its inputs indented below it.
 *
 * @param operator the operator, whose own inputs may be others than those shown
 * @param meter what it did, for EXPLAIN ANALYZE
 */
record PlanNode(Operator operator, List<PlanNode> inputs, Optional<Meter> meter) {
    static final String INDENT = "  ";

    /** A plan that was not run. */
    static PlanNode of(Operator operator) {
        return new PlanNode(
                operator, operator.inputs().stream().map(PlanNode::of).toList(), Optional.empty());
    }

    /** A plan with a meter at every node. */
    static PlanNode metered(Operator operator) {
        List<PlanNode> inputs =
                operator.inputs().stream().map(PlanNode::metered).toList();
        Meter meter = new Meter();
        Operator watched = new MeteredOperator(
                inputs.isEmpty()
                        ? operator
                        : operator.withInputs(
                                inputs.stream().map(PlanNode::operator).toList()),
                meter);
        return new PlanNode(watched, inputs, Optional.of(meter));
    }

    /**
     * The lines, outermost operator first.
     *
     * @param estimator tells what an access is expected to read
     */
    List<String> lines(Optional<Estimator> estimator) {
        List<String> lines = new ArrayList<>();
        addLines("", estimator, lines);
        return lines;
    }

    /** The same as a document: an operator with its steps, what it did and its inputs. */
    MapValue document(Optional<Estimator> estimator) {
        List<AttributeValue> steps = new ArrayList<>();
        List<Operator> above = new ArrayList<>();
        PlanNode base = this;
        while (base.isStep()) {
            steps.add(0, new StringValue(base.operator.describe()));
            above.add(0, base.operator);
            base = base.inputs.get(0);
        }
        Map<String, AttributeValue> document = new LinkedHashMap<>();
        document.put("operator", new StringValue(base.operator.describe()));
        if (!steps.isEmpty()) {
            document.put("steps", new ListValue(steps));
        }
        Optional<ReadPlan> access = access(base.operator);
        if (estimator.isPresent() && access.isPresent()) {
            document.put("expected", new StringValue(expected(access.get(), above, estimator.get())));
        }
        meter.ifPresent(outer -> measured(outer, document));
        base.meter.ifPresent(own -> measuredAtBase(own, document));
        if (!base.inputs.isEmpty()) {
            document.put(
                    "inputs",
                    new ListValue(base.inputs.stream()
                            .<AttributeValue>map(input -> input.document(estimator))
                            .toList()));
        }
        return new MapValue(document);
    }

    private static void measured(Meter meter, Map<String, AttributeValue> into) {
        into.put("rows", NumberValue.of(meter.rows()));
        into.put("opened", NumberValue.of(meter.opened()));
        into.put("millis", NumberValue.of(BigDecimal.valueOf(meter.nanos() / 1000, 3)));
    }

    private static void measuredAtBase(Meter meter, Map<String, AttributeValue> into) {
        into.put("memoryBytes", NumberValue.of(meter.memoryBytes()));
        if (meter.isAccess()) {
            into.put("threads", NumberValue.of(meter.threads()));
            into.put("examined", NumberValue.of(meter.itemsExamined()));
            into.put(
                    "readUnits",
                    NumberValue.of(BigDecimal.valueOf(meter.capacity().readUnits())));
        }
    }

    private void addLines(String indent, Optional<Estimator> estimator, List<String> lines) {
        StringBuilder steps = new StringBuilder();
        List<Operator> above = new ArrayList<>();
        PlanNode base = this;
        while (base.isStep()) {
            steps.insert(0, " | " + base.operator.describe());
            above.add(0, base.operator);
            base = base.inputs.get(0);
        }
        String counts = meter.map(PlanNode::counts).orElse("");
        String cost = base.meter.map(PlanNode::cost).orElse("");
        String time = meter.map(outer -> String.format(Locale.ROOT, ", %.3f ms)", outer.nanos() / 1e6))
                .orElse("");
        Optional<ReadPlan> access = access(base.operator);
        String expected = estimator.isPresent() && access.isPresent()
                ? " (" + expected(access.get(), above, estimator.get()) + ")"
                : "";
        lines.add(indent + base.operator.describe() + steps + expected + counts + cost + time);
        for (PlanNode input : base.inputs) {
            input.addLines(indent + INDENT, estimator, lines);
        }
    }

    private static Optional<ReadPlan> access(Operator operator) {
        if (operator instanceof OrderedAccess ordered) {
            return Optional.of(ordered.access());
        }
        return operator instanceof ReadPlan read ? Optional.of(read) : Optional.empty();
    }

    /**
     * What an access is expected to read with the steps on its line; once for each row outside, if it uses that row.
     */
    private static String expected(ReadPlan access, List<Operator> steps, Estimator estimator) {
        Estimate estimate = estimator.of(access);
        for (Operator step : steps) {
            if (step instanceof Filter filter) {
                estimate = estimate.filtered(
                        Expressions.conjuncts(filter.condition()).size());
            } else if (step instanceof Limit limit && limit.rowsMax().isPresent()) {
                estimate = estimate.limited((double) limit.rowsMax().getAsLong());
            }
        }
        boolean again = access.keyConditions().stream()
                .anyMatch(condition -> Expressions.anyMatch(condition, OuterColumn.class::isInstance));
        return estimate + (again ? " each" : "");
    }

    private boolean isStep() {
        Operator plain = operator instanceof MeteredOperator watched ? watched.metered() : operator;
        return plain instanceof Filter || plain instanceof Project || plain instanceof Limit;
    }

    private static String counts(Meter meter) {
        String opened = meter.opened() == 1 ? "" : ", opened " + meter.opened() + " times";
        return " (rows " + meter.rows() + opened;
    }

    private static String cost(Meter meter) {
        String memory = meter.memoryBytes() == 0 ? "" : ", memory " + meter.memoryBytes() + " bytes";
        if (!meter.isAccess()) {
            return memory;
        }
        String threads = meter.threads() == 1 ? "" : ", threads " + meter.threads();
        return ", examined " + meter.itemsExamined() + ", read units "
                + meter.capacity().readUnits() + threads + memory;
    }
}
