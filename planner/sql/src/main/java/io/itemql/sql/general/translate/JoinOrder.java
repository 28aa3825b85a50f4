package io.itemql.sql.general.translate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.calcite.rex.RexNode;

/**
 * Finds the order in which a chain of inner joins has the fewest rows in between: from every input as the first it goes on
 * with the one that leaves fewest rows, and takes the best of these ways. Whatever a condition connects goes before what
 * would multiply. Used by one thread.
 */
final class JoinOrder {
    /** What a condition that is no equality lets through. */
    private static final double OTHER = 0.25;

    private final List<Factor> factors;
    private final List<Rows> alone;
    private final DistinctValues distinct;
    private final List<Link> links = new ArrayList<>();

    /**
     * @param alone the rows of each factor, in the order of the factors
     * @param conditions over several factors each
     */
    JoinOrder(List<Factor> factors, List<Rows> alone, List<RexNode> conditions, DistinctValues distinct) {
        this.factors = factors;
        this.alone = alone;
        this.distinct = distinct;
        conditions.forEach(condition -> links.add(new Link(inputs(condition), selectivity(condition))));
    }

    /** A condition: which factors it connects, and what share of their pairs it lets through. */
    private record Link(BitSet factors, double selectivity) {}

    /**
     * One input of the order.
     *
     * @param factor its number
     * @param rows how many rows there are with it
     */
    record Step(int factor, double rows) {}

    private BitSet inputs(RexNode condition) {
        BitSet inputs = new BitSet();
        for (int field : Fields.of(condition)) {
            for (int i = 0; i < factors.size(); i++) {
                if (factors.get(i).has(field)) {
                    inputs.set(i);
                }
            }
        }
        return inputs;
    }

    private double selectivity(RexNode condition) {
        for (int i = 0; i < factors.size(); i++) {
            for (int j = i + 1; j < factors.size(); j++) {
                Optional<Conditions.Equality> equality =
                        Conditions.equality(condition, factors.get(i)::has, factors.get(j)::has);
                if (equality.isPresent()) {
                    return selectivity(equality.get(), i, j);
                }
            }
        }
        return OTHER;
    }

    /** Each value of the side with fewer of them is taken to be on the other side, too. */
    private double selectivity(Conditions.Equality equality, int left, int right) {
        OptionalDouble ofLeft = distinct(equality.left(), factors.get(left));
        OptionalDouble ofRight = distinct(equality.right(), factors.get(right));
        if (ofLeft.isEmpty() && ofRight.isEmpty()) {
            return 1
                    / Math.max(
                            1,
                            Math.min(
                                    alone.get(left).estimate(), alone.get(right).estimate()));
        }
        return 1 / Math.max(1, Math.max(ofLeft.orElse(1), ofRight.orElse(1)));
    }

    private OptionalDouble distinct(RexNode expression, Factor factor) {
        return distinct.of(Conditions.shifted(expression, -factor.offset()), factor.rel());
    }

    List<Step> best() {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            starts.add(i);
        }
        starts.sort(
                (a, b) -> Double.compare(alone.get(a).estimate(), alone.get(b).estimate()));
        List<Step> best = List.of();
        for (int start : starts) {
            List<Step> way = from(start);
            if (best.isEmpty() || total(way) < total(best) * (1 - 1e-9)) {
                best = way;
            }
        }
        return best;
    }

    /** The rows that are handed from one join to the next. */
    private static double total(List<Step> steps) {
        return steps.stream().mapToDouble(Step::rows).sum();
    }

    private List<Step> from(int start) {
        List<Step> steps = new ArrayList<>();
        BitSet joined = new BitSet();
        joined.set(start);
        steps.add(new Step(start, alone.get(start).estimate()));
        while (steps.size() < factors.size()) {
            steps.add(next(joined, steps.get(steps.size() - 1).rows()));
            joined.set(steps.get(steps.size() - 1).factor());
        }
        return steps;
    }

    private Step next(BitSet joined, double rows) {
        Step best = null;
        boolean bestConnected = false;
        for (int i = 0; i < factors.size(); i++) {
            if (joined.get(i)) {
                continue;
            }
            List<Double> shares = shares(joined, i);
            boolean connected = !shares.isEmpty();
            Step step = new Step(i, Math.max(1, rows * alone.get(i).estimate() * product(shares)));
            boolean better = best == null
                    || (connected && !bestConnected)
                    || (connected == bestConnected && isBetter(step, best));
            if (better) {
                best = step;
                bestConnected = connected;
            }
        }
        return best;
    }

    private boolean isBetter(Step step, Step best) {
        return step.rows() < best.rows()
                || (step.rows() <= best.rows()
                        && alone.get(step.factor()).cost()
                                < alone.get(best.factor()).cost());
    }

    /** What the conditions let through that can be decided once a factor is joined. */
    private List<Double> shares(BitSet joined, int factor) {
        List<Double> shares = new ArrayList<>();
        for (Link link : links) {
            BitSet missing = (BitSet) link.factors().clone();
            missing.andNot(joined);
            if (missing.cardinality() == 1 && missing.get(factor)) {
                shares.add(link.selectivity());
            }
        }
        return shares;
    }

    /** Several conditions on the same two inputs mostly say something of each other, so each further one counts less. */
    private static double product(List<Double> shares) {
        Collections.sort(shares);
        double product = 1;
        double weight = 1;
        for (double share : shares) {
            product *= Math.pow(share, weight);
            weight /= 2;
        }
        return product;
    }
}
