package io.itemql.sql.dynamodb.statement;

import static io.itemql.sql.dynamodb.statement.Refusals.refused;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.StringValue;
import io.itemql.item.ValueOrder;
import io.itemql.sql.dynamodb.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Conditions from the tree. Every comparison is true or false for itself, so {@code NOT} is plain negation and conditions
 * may be compared with each other.
 */
final class Conditions {
    private static final int CANDIDATES_MAX = 100;
    private static final String NOT_BOOLEAN = "WHERE clause must contain an expression that resolves to a boolean";
    private static final String IN_SHAPE = "IN operator must have a left hand argument of type Variable Reference and"
            + " right hand argument of type Seq with at least one member";

    static final Condition TRUE = new Condition.And(List.of());
    static final Condition FALSE = new Condition.Or(List.of());

    private static final Map<String, AttributeType> TYPES = Map.of(
            "null", AttributeType.NULL,
            "boolean", AttributeType.BOOL,
            "blob", AttributeType.B,
            "string", AttributeType.S,
            "numeric", AttributeType.N,
            "struct", AttributeType.M,
            "tuple", AttributeType.M,
            "list", AttributeType.L);

    /** A side of a comparison: a value of items, or a condition that is compared as a boolean. */
    sealed interface Term {
        record Of(Operand operand) implements Term {}

        record Truth(Condition condition) implements Term {}

        /** The value, if it is fixed. */
        default AttributeValue literal() {
            return this instanceof Of of && of.operand() instanceof Operand.Literal literal ? literal.value() : null;
        }

        /** The path, if it is one. */
        default AttributePath path() {
            return this instanceof Of of && of.operand() instanceof Operand.Path path ? path.path() : null;
        }
    }

    private final Values values;

    Conditions(Values values) {
        this.values = values;
    }

    /** The condition of a WHERE clause. */
    Condition where(Node node) {
        return truth(node, NOT_BOOLEAN);
    }

    private Condition truth(Node node, String otherwise) {
        if (term(node) instanceof Term.Truth truth) {
            return truth.condition();
        }
        throw refused(otherwise);
    }

    /** True if a part of the tree is a condition rather than a value. */
    static boolean isCondition(Node node) {
        if (node instanceof Node.IsType) {
            return true;
        }
        return node instanceof Node.Operation operation
                && switch (operation.operator()) {
                    case "and", "or", "not", "=", "<>", "<", "<=", ">", ">=", "between", "in" -> true;
                    default -> false;
                };
    }

    Term term(Node node) {
        if (Paths.isPath(node)) {
            return new Term.Of(new Operand.Path(Paths.of(node)));
        }
        if (Values.isValue(node)) {
            return new Term.Of(Operand.value(values.of(node)));
        }
        if (node instanceof Node.Operation operation) {
            return new Term.Truth(operation(operation));
        }
        if (node instanceof Node.IsType type) {
            return new Term.Truth(isType(type));
        }
        if (node instanceof Node.Call call) {
            return call(call);
        }
        if (node instanceof Node.Missing) {
            throw refused(Refusals.MISSING_MISPLACED);
        }
        throw foreign(node);
    }

    static ItemException foreign(Node node) {
        return Refusals.unsupportedToken(
                node instanceof Node.Foreign foreign ? foreign.word() : "SELECT", node.place());
    }

    private Condition operation(Node.Operation operation) {
        List<Node> operands = operation.operands();
        return switch (operation.operator()) {
            case "and" -> new Condition.And(parts(operation));
            case "or" -> new Condition.Or(parts(operation));
            case "not" -> new Condition.Not(truth(operands.get(0), "The argument to NOT must be a Type or Expression"));
            case "=" -> compare(ComparisonOperator.EQUAL, operands);
            case "<>" -> compare(ComparisonOperator.NOT_EQUAL, operands);
            case "<" -> compare(ComparisonOperator.LESS, operands);
            case "<=" -> compare(ComparisonOperator.LESS_OR_EQUAL, operands);
            case ">" -> compare(ComparisonOperator.GREATER, operands);
            case ">=" -> compare(ComparisonOperator.GREATER_OR_EQUAL, operands);
            case "between" -> between(operands);
            case "in" -> in(operands);
            default -> {
                operands.forEach(this::term);
                throw refused("Unsupported operator in Condition Expression. Operator: " + operation.operator());
            }
        };
    }

    /** The operands of a chain of one operator, without a level for each: a chain is as long as a statement. */
    private List<Condition> parts(Node.Operation chain) {
        List<Node> reversed = new ArrayList<>();
        Node at = chain;
        while (at instanceof Node.Operation operation && operation.operator().equals(chain.operator())) {
            reversed.add(operation.operands().get(1));
            at = operation.operands().get(0);
        }
        reversed.add(at);
        List<Condition> parts = new ArrayList<>();
        for (int i = reversed.size() - 1; i >= 0; i--) {
            parts.add(where(reversed.get(i)));
        }
        return parts;
    }

    // ---- comparisons

    private Condition compare(ComparisonOperator operator, List<Node> operands) {
        Term left = term(operands.get(0));
        Term right = term(operands.get(1));
        boolean ordering = operator != ComparisonOperator.EQUAL && operator != ComparisonOperator.NOT_EQUAL;
        if (ordering) {
            checkOrderable(operator.toString(), left, right);
        }
        checkDistinct(operator.toString(), left, right);
        return compare(operator, left, right);
    }

    private static Condition compare(ComparisonOperator operator, Term left, Term right) {
        if (left instanceof Term.Of a && right instanceof Term.Of b) {
            return Condition.compare(a.operand(), operator, b.operand());
        }
        Condition equal = equal(left, right);
        return operator == ComparisonOperator.EQUAL ? equal : new Condition.Not(equal);
    }

    /** The equality of two sides of which at least one is a condition. */
    private static Condition equal(Term left, Term right) {
        Condition whenTrue = new Condition.And(List.of(is(left, true), is(right, true)));
        Condition whenFalse = new Condition.And(List.of(is(left, false), is(right, false)));
        return new Condition.Or(List.of(whenTrue, whenFalse));
    }

    private static Condition is(Term term, boolean value) {
        if (term instanceof Term.Of of) {
            return Condition.compare(of.operand(), ComparisonOperator.EQUAL, Operand.value(BoolValue.of(value)));
        }
        Condition condition = ((Term.Truth) term).condition();
        return value ? condition : new Condition.Not(condition);
    }

    private static void checkOrderable(String operator, Term... terms) {
        for (Term term : terms) {
            if (term instanceof Term.Truth) {
                throw Refusals.operandType(operator, AttributeType.BOOL);
            }
            AttributeValue literal = term.literal();
            if (literal != null && !literal.type().isOrderable()) {
                throw Refusals.operandType(operator, literal.type());
            }
        }
    }

    private static void checkDistinct(String operator, Term first, Term... others) {
        AttributePath path = first.path();
        for (Term other : others) {
            if (path != null && path.equals(other.path())) {
                throw refused("The first operand must be distinct from the remaining operands for this operator or"
                        + " function; operator: " + operator + ", first operand: " + shown(path));
            }
        }
    }

    private static String shown(AttributePath path) {
        return path.components().toString();
    }

    private Condition between(List<Node> operands) {
        Term value = term(operands.get(0));
        Term low = term(operands.get(1));
        Term high = term(operands.get(2));
        checkOrderable("BETWEEN", value, low, high);
        checkDistinct("BETWEEN", value, low, high);
        checkBounds(low.literal(), high.literal());
        return new Condition.Between(operand(value), operand(low), operand(high));
    }

    private static void checkBounds(AttributeValue low, AttributeValue high) {
        if (low == null || high == null) {
            return;
        }
        if (low.type() != high.type()) {
            throw refused(
                    "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: "
                            + typed(low) + ", upper bound operand: " + typed(high));
        }
        if (ValueOrder.compareSameType(low, high) > 0) {
            throw new ItemException(ErrorCode.INVALID_BETWEEN, typed(low), typed(high));
        }
    }

    private static String typed(AttributeValue value) {
        String text = value instanceof StringValue string ? string.value() : value.toString();
        return "AttributeValue: {" + value.type() + ":" + text + "}";
    }

    private static Operand operand(Term term) {
        return ((Term.Of) term).operand();
    }

    private Condition in(List<Node> operands) {
        boolean isList = operands.get(1) instanceof Node.Sequence sequence
                && sequence.brackets() != Node.Brackets.VALUES
                && !sequence.elements().isEmpty();
        if (!isList) {
            throw refused(IN_SHAPE);
        }
        List<Node> elements = ((Node.Sequence) operands.get(1)).elements();
        Term value = term(operands.get(0));
        List<Term> candidates = elements.stream().map(this::term).toList();
        if (candidates.size() > CANDIDATES_MAX) {
            throw refused(
                    "The IN operator is provided with too many operands; number of operands: " + candidates.size());
        }
        checkDistinct("IN", value, candidates.toArray(Term[]::new));
        boolean plain = value instanceof Term.Of && candidates.stream().allMatch(Term.Of.class::isInstance);
        if (plain) {
            return new Condition.In(
                    operand(value), candidates.stream().map(Conditions::operand).toList());
        }
        List<Condition> equalities = new ArrayList<>();
        for (Term candidate : candidates) {
            equalities.add(compare(ComparisonOperator.EQUAL, value, candidate));
        }
        return new Condition.Or(equalities);
    }

    // ---- types

    private Condition isType(Node.IsType test) {
        Node left = test.operand();
        boolean isTestable = Paths.isPath(left) || left instanceof Node.Literal || isCollection(left);
        if (!isTestable) {
            throw refused("The left hand side argument to IS must be a Variable Reference, Literal, or Path");
        }
        boolean missing = test.type().equals("missing");
        AttributeType type = TYPES.get(test.type());
        if (!missing && type == null) {
            throw refused(
                    "Unsupported data type for IS operator: " + test.type().toUpperCase(Locale.ROOT)
                            + ". Supported data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST]"
                            + test.place().suffix());
        }
        Term term = term(left);
        AttributePath path = term.path();
        if (path == null) {
            return !missing && term.literal().type() == type ? TRUE : FALSE;
        }
        return missing ? Condition.notExists(path) : new Condition.HasType(path, type);
    }

    private static boolean isCollection(Node node) {
        return node instanceof Node.Sequence || node instanceof Node.Struct;
    }

    // ---- functions

    private Term call(Node.Call call) {
        String function = call.function();
        List<Term> arguments = new ArrayList<>();
        for (Node argument : call.arguments()) {
            arguments.add(term(argument));
        }
        return switch (function) {
            case "attribute_exists" -> new Term.Truth(new Condition.Exists(path(function, arguments, 1)));
            case "attribute_not_exists" -> new Term.Truth(Condition.notExists(path(function, arguments, 1)));
            case "attribute_type" -> attributeType(function, arguments);
            case "begins_with" -> {
                checkCount(function, arguments, 2);
                checkText(function, arguments);
                checkDistinct(function, arguments.get(0), arguments.get(1));
                yield new Term.Truth(new Condition.BeginsWith(operand(arguments.get(0)), operand(arguments.get(1))));
            }
            case "contains" -> {
                checkCount(function, arguments, 2);
                checkPlain(function, arguments);
                checkDistinct(function, arguments.get(0), arguments.get(1));
                yield new Term.Truth(new Condition.Contains(operand(arguments.get(0)), operand(arguments.get(1))));
            }
            case "size" -> {
                checkCount(function, arguments, 1);
                yield size(arguments.get(0));
            }
            case "if_not_exists", "list_append" ->
                throw refused("The function is not allowed in a condition expression; function: " + function);
            default -> throw Refusals.unrecognized(function, call.place());
        };
    }

    private static Term attributeType(String function, List<Term> arguments) {
        checkCount(function, arguments, 2);
        AttributeType type = type(arguments.get(1));
        AttributeValue literal = arguments.get(0).literal();
        if (literal != null) {
            return new Term.Truth(literal.type() == type ? TRUE : FALSE);
        }
        return new Term.Truth(new Condition.HasType(path(function, arguments, 2), type));
    }

    private static void checkCount(String function, List<Term> arguments, int count) {
        if (arguments.size() != count) {
            throw Refusals.operandCount(function, arguments.size());
        }
    }

    private static AttributePath path(String function, List<Term> arguments, int count) {
        checkCount(function, arguments, count);
        return Optional.ofNullable(arguments.get(0).path()).orElseThrow(() -> Refusals.pathRequired(function));
    }

    private static AttributeType type(Term term) {
        AttributeValue literal = term.literal();
        if (!(literal instanceof StringValue name)) {
            throw Refusals.operandType(
                    "attribute_type", literal == null ? "{NS,SS,BS,N,S,B,BOOL,NULL,L,M}" : literal.type());
        }
        for (AttributeType type : AttributeType.values()) {
            if (type.name().equals(name.value())) {
                return type;
            }
        }
        throw refused("Invalid attribute type name found; type: " + name.value()
                + ", valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}");
    }

    private static void checkText(String function, List<Term> arguments) {
        checkPlain(function, arguments);
        for (Term argument : arguments) {
            AttributeValue literal = argument.literal();
            if (literal != null && literal.type() != AttributeType.S && literal.type() != AttributeType.B) {
                throw Refusals.operandType(function, literal.type());
            }
            if (operand(argument) instanceof Operand.Size) {
                throw Refusals.operandType(function, AttributeType.N);
            }
        }
    }

    private static void checkPlain(String function, List<Term> arguments) {
        if (arguments.stream().anyMatch(Term.Truth.class::isInstance)) {
            throw Refusals.operandType(function, AttributeType.BOOL);
        }
    }

    private static Term size(Term argument) {
        checkPlain("size", List.of(argument));
        AttributeValue literal = argument.literal();
        AttributeType type = literal != null
                ? literal.type()
                : operand(argument) instanceof Operand.Size ? AttributeType.N : AttributeType.S;
        if (type == AttributeType.N || type == AttributeType.BOOL || type == AttributeType.NULL) {
            throw Refusals.operandType("size", type);
        }
        return new Term.Of(new Operand.Size(operand(argument)));
    }
}
