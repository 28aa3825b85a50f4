package io.itemql.tck.oracle;

import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads expressions by recursive descent, one method per level of precedence. */
final class TermParser {
    private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");
    /** Words that cannot be a name without quotes, because they go on with what came before. */
    static final Set<String> RESERVED = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "ORDER",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "ON",
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "CROSS",
            "NATURAL",
            "USING",
            "AS",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "BETWEEN",
            "LIKE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "DISTINCT",
            "ASC",
            "DESC",
            "NULLS",
            "EXISTS",
            "WINDOW",
            "OVER",
            "FILTER",
            "WITHIN",
            "VALUES",
            "WITH",
            "UNNEST",
            "LATERAL",
            "ESCAPE",
            "SIMILAR",
            "INTERVAL",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "ANY",
            "SOME",
            "ALL",
            "QUALIFY",
            "TABLESAMPLE",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "LOCALTIME",
            "LOCALTIMESTAMP");

    private final TokenReader tokens;
    private final QueryParser queries;
    private int aggregates;

    TermParser(TokenReader tokens, QueryParser queries) {
        this.tokens = tokens;
        this.queries = queries;
    }

    /** How many aggregate functions have been read. */
    int aggregates() {
        return aggregates;
    }

    /** Forgets the aggregate functions of a query that has been read to its end. */
    void resetAggregates(int count) {
        aggregates = count;
    }

    Term term() {
        Term left = conjunction();
        while (tokens.takeWord("OR")) {
            left = new Term.Or(left, conjunction());
        }
        return left;
    }

    /** A name with steps behind it. */
    Term documentPath() {
        return path();
    }

    List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (tokens.takeSymbol(","));
        return terms;
    }

    private Term conjunction() {
        Term left = negation();
        while (tokens.takeWord("AND")) {
            left = new Term.And(left, negation());
        }
        return left;
    }

    private Term negation() {
        return tokens.takeWord("NOT") ? new Term.Not(negation()) : predicate();
    }

    private Term predicate() {
        Term left = sum();
        while (true) {
            Optional<Term> longer = predicateAfter(left);
            if (longer.isEmpty()) {
                return left;
            }
            left = longer.get();
        }
    }

    private Optional<Term> predicateAfter(Term left) {
        for (String operator : List.of("=", "<>", "!=", "<=", ">=", "<", ">")) {
            if (tokens.takeSymbol(operator)) {
                if (tokens.atWord("ANY") || tokens.atWord("SOME") || tokens.atWord("ALL")) {
                    throw tokens.unreadable();
                }
                return Optional.of(new Term.Comparison(operator.equals("!=") ? "<>" : operator, left, sum()));
            }
        }
        if (tokens.takeWord("IS")) {
            boolean negated = tokens.takeWord("NOT");
            String what = tokens.next().text().toUpperCase(Locale.ROOT);
            if (what.equals("DISTINCT")) {
                throw tokens.unreadable();
            }
            Term is = new Term.Is(left, what);
            return Optional.of(negated ? new Term.Not(is) : is);
        }
        boolean negated = tokens.atWord("NOT")
                && (tokens.peek(1).isWord("IN")
                        || tokens.peek(1).isWord("BETWEEN")
                        || tokens.peek(1).isWord("LIKE"));
        if (negated) {
            tokens.next();
        }
        Optional<Term> positive = wordPredicateAfter(left);
        return negated ? positive.map(Term.Not::new) : positive;
    }

    private Optional<Term> wordPredicateAfter(Term left) {
        if (tokens.takeWord("BETWEEN")) {
            Term lower = sum();
            tokens.expectWord("AND");
            return Optional.of(new Term.Between(left, lower, sum()));
        }
        if (tokens.takeWord("LIKE")) {
            Term pattern = sum();
            Optional<Term> escape = tokens.takeWord("ESCAPE") ? Optional.of(sum()) : Optional.empty();
            return Optional.of(new Term.Like(left, pattern, escape));
        }
        if (tokens.takeWord("IN")) {
            return Optional.of(membership(left));
        }
        return Optional.empty();
    }

    private Term membership(Term left) {
        if (tokens.takeSymbol("(")) {
            if (tokens.atWord("SELECT") || tokens.atWord("WITH") || tokens.atWord("VALUES")) {
                Query query = queries.query();
                tokens.expectSymbol(")");
                return new Term.InQuery(left, query);
            }
            List<Term> members = terms();
            tokens.expectSymbol(")");
            return new Term.InList(left, members);
        }
        Term collection = primary();
        if (collection instanceof Term.ListOf list) {
            return new Term.InList(left, list.elements());
        }
        if (collection instanceof Term.BagOf bag) {
            return new Term.InList(left, bag.elements());
        }
        return new Term.InCollection(left, collection);
    }

    private Term sum() {
        Term left = product();
        while (tokens.atSymbol("+") || tokens.atSymbol("-") || tokens.atSymbol("||")) {
            String operator = tokens.next().text();
            left = new Term.Arithmetic(operator, left, product());
        }
        return left;
    }

    private Term product() {
        Term left = signed();
        while (tokens.atSymbol("*") || tokens.atSymbol("/") || tokens.atSymbol("%")) {
            String operator = tokens.next().text();
            left = new Term.Arithmetic(operator, left, signed());
        }
        return left;
    }

    private Term signed() {
        if (tokens.takeSymbol("-")) {
            return new Term.Negation(signed());
        }
        return tokens.takeSymbol("+") ? signed() : path();
    }

    private Term path() {
        Term base = primary();
        while (true) {
            if (tokens.takeSymbol(".")) {
                base = new Term.Field(base, tokens.expectName());
            } else if (tokens.takeSymbol("[")) {
                base = new Term.Element(base, term());
                tokens.expectSymbol("]");
            } else if (tokens.takeSymbol("::")) {
                base = new Term.Cast(base, unlimitedType());
            } else {
                return base;
            }
        }
    }

    private Term primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> {
                tokens.next();
                yield new Term.Literal(NumberValue.of(new BigDecimal(token.text())));
            }
            case TEXT -> {
                tokens.next();
                yield new Term.Literal(new StringValue(token.text()));
            }
            case BINARY -> {
                tokens.next();
                yield new Term.Literal(BinaryValue.of(HexFormat.of().parseHex(token.text())));
            }
            case QUOTED_NAME -> {
                tokens.next();
                yield new Term.Name(token.text());
            }
            case SYMBOL -> symbolic();
            case WORD -> worded();
            case END -> throw tokens.unreadable();
        };
    }

    private Term symbolic() {
        if (tokens.takeSymbol("?")) {
            return new Term.Parameter(tokens.nextParameter());
        }
        if (tokens.takeSymbol("(")) {
            if (tokens.atWord("SELECT") || tokens.atWord("WITH")) {
                Query query = queries.query();
                tokens.expectSymbol(")");
                return new Term.ScalarQuery(query);
            }
            Term inner = term();
            tokens.expectSymbol(")");
            return inner;
        }
        if (tokens.takeSymbol("[")) {
            List<Term> elements = tokens.atSymbol("]") ? List.of() : terms();
            tokens.expectSymbol("]");
            return new Term.ListOf(elements);
        }
        if (tokens.takeSymbol("<<")) {
            List<Term> elements = new ArrayList<>();
            do {
                elements.add(sum());
            } while (tokens.takeSymbol(","));
            tokens.expectSymbol(">>");
            return new Term.BagOf(elements);
        }
        if (tokens.takeSymbol("{")) {
            return map();
        }
        throw tokens.unreadable();
    }

    private Term map() {
        List<Term> names = new ArrayList<>();
        List<Term> values = new ArrayList<>();
        while (!tokens.takeSymbol("}")) {
            if (!names.isEmpty()) {
                tokens.expectSymbol(",");
            }
            names.add(sum());
            tokens.expectSymbol(":");
            values.add(term());
        }
        return new Term.MapOf(names, values);
    }

    private Term worded() {
        String word = tokens.peek().text().toUpperCase(Locale.ROOT);
        switch (word) {
            case "TRUE", "FALSE" -> {
                tokens.next();
                return new Term.Literal(BoolValue.of(word.equals("TRUE")));
            }
            case "NULL" -> {
                tokens.next();
                return new Term.Literal(NullValue.NULL);
            }
            case "MISSING" -> {
                tokens.next();
                return new Term.Missing();
            }
            case "CASE" -> {
                return caseTerm();
            }
            case "CAST" -> {
                return cast();
            }
            case "EXISTS" -> {
                tokens.next();
                tokens.expectSymbol("(");
                Query query = queries.query();
                tokens.expectSymbol(")");
                return new Term.Exists(query);
            }
            default -> {
                if (tokens.peek(1).isSymbol("(")) {
                    return call(word);
                }
                if (RESERVED.contains(word)) {
                    throw tokens.unreadable();
                }
                return new Term.Name(tokens.next().text());
            }
        }
    }

    private Term caseTerm() {
        tokens.next();
        Optional<Term> subject = tokens.atWord("WHEN") ? Optional.empty() : Optional.of(term());
        List<Term> conditions = new ArrayList<>();
        List<Term> results = new ArrayList<>();
        while (tokens.takeWord("WHEN")) {
            Term when = term();
            conditions.add(
                    subject.<Term>map(s -> new Term.Comparison("=", s, when)).orElse(when));
            tokens.expectWord("THEN");
            results.add(term());
        }
        Optional<Term> otherwise = tokens.takeWord("ELSE") ? Optional.of(term()) : Optional.empty();
        tokens.expectWord("END");
        return new Term.Case(conditions, results, otherwise);
    }

    private Term cast() {
        tokens.next();
        tokens.expectSymbol("(");
        Term operand = term();
        tokens.expectWord("AS");
        String type = unlimitedType();
        tokens.expectSymbol(")");
        return new Term.Cast(operand, type);
    }

    private String unlimitedType() {
        String type = tokens.expectName().toUpperCase(Locale.ROOT);
        if (tokens.takeSymbol("(")) {
            // A length would cut the text, which nobody needs to be judged.
            throw tokens.unreadable();
        }
        return type;
    }

    private Term call(String name) {
        tokens.next();
        tokens.expectSymbol("(");
        if (AGGREGATES.contains(name)) {
            return aggregate(name);
        }
        List<Term> arguments = new ArrayList<>();
        if (!tokens.atSymbol(")")) {
            arguments.add(term());
            if (name.equals("SUBSTRING") && tokens.takeWord("FROM")) {
                arguments.add(term());
                if (tokens.takeWord("FOR")) {
                    arguments.add(term());
                }
            }
            while (tokens.takeSymbol(",")) {
                arguments.add(term());
            }
        }
        tokens.expectSymbol(")");
        if (tokens.atWord("OVER") || tokens.atWord("WITHIN")) {
            throw tokens.unreadable();
        }
        return new Term.Call(name, arguments);
    }

    private Term aggregate(String name) {
        aggregates++;
        Optional<Term> argument = Optional.empty();
        boolean distinct = false;
        if (!(name.equals("COUNT") && tokens.takeSymbol("*"))) {
            distinct = tokens.takeWord("DISTINCT");
            if (!distinct) {
                tokens.takeWord("ALL");
            }
            argument = Optional.of(term());
        }
        tokens.expectSymbol(")");
        if (tokens.atWord("OVER") || tokens.atWord("FILTER")) {
            throw tokens.unreadable();
        }
        return new Term.Aggregate(name, distinct, argument);
    }
}
