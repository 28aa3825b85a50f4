package io.itemql.tck.oracle;

import io.itemql.item.NumberValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads queries by recursive descent. */
final class QueryParser {
    private final TokenReader tokens;
    private final TermParser terms;

    QueryParser(TokenReader tokens) {
        this.tokens = tokens;
        this.terms = new TermParser(tokens, this);
    }

    /**
     * Reads a whole statement.
     *
     * @throws io.itemql.error.ItemException with {@code UNSUPPORTED} if it is not a query that this parser reads
     */
    static Query parse(String statement) {
        TokenReader tokens = new TokenReader(statement);
        Query query = new QueryParser(tokens).query();
        tokens.takeSymbol(";");
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unreadable();
        }
        return query;
    }

    TermParser terms() {
        return terms;
    }

    Query query() {
        List<Query.Named> named = new ArrayList<>();
        if (tokens.takeWord("WITH")) {
            do {
                String name = tokens.expectName();
                List<String> columns = columnNames();
                tokens.expectWord("AS");
                tokens.expectSymbol("(");
                named.add(new Query.Named(name, columns, query()));
                tokens.expectSymbol(")");
            } while (tokens.takeSymbol(","));
        }
        Query.Body body = union();
        List<Query.Order> order = tokens.takeWords("ORDER", "BY") ? order() : List.of();
        Optional<Term> offset = Optional.empty();
        Optional<Term> limit = Optional.empty();
        boolean ties = false;
        while (true) {
            if (tokens.takeWord("LIMIT")) {
                limit = tokens.takeWord("ALL") ? Optional.empty() : Optional.of(terms.term());
            } else if (tokens.takeWord("OFFSET")) {
                offset = Optional.of(terms.term());
                takeRows();
            } else if (tokens.takeWord("FETCH")) {
                tokens.next();
                boolean counted = !tokens.atWord("ROW") && !tokens.atWord("ROWS");
                limit = Optional.of(counted ? terms.term() : new Term.Literal(NumberValue.ONE));
                takeRows();
                ties = tokens.takeWords("WITH", "TIES");
                if (!ties) {
                    tokens.expectWord("ONLY");
                }
            } else {
                return new Query(named, body, order, offset, limit, ties);
            }
        }
    }

    private void takeRows() {
        if (!tokens.takeWord("ROWS")) {
            tokens.takeWord("ROW");
        }
    }

    private List<Query.Order> order() {
        List<Query.Order> order = new ArrayList<>();
        do {
            Term term = terms.term();
            boolean descending = tokens.takeWord("DESC");
            if (!descending) {
                tokens.takeWord("ASC");
            }
            Optional<Boolean> nullsFirst = Optional.empty();
            if (tokens.takeWord("NULLS")) {
                nullsFirst = Optional.of(tokens.takeWord("FIRST"));
                if (!nullsFirst.get()) {
                    tokens.expectWord("LAST");
                }
            }
            order.add(new Query.Order(term, descending, nullsFirst));
        } while (tokens.takeSymbol(","));
        return order;
    }

    private Query.Body union() {
        Query.Body left = intersection();
        while (tokens.atWord("UNION") || tokens.atWord("EXCEPT")) {
            String operator = tokens.next().text().toUpperCase(Locale.ROOT);
            boolean all = takeAll();
            left = new Query.SetOperation(operator, all, left, intersection());
        }
        return left;
    }

    private Query.Body intersection() {
        Query.Body left = simple();
        while (tokens.takeWord("INTERSECT")) {
            boolean all = takeAll();
            left = new Query.SetOperation("INTERSECT", all, left, simple());
        }
        return left;
    }

    private boolean takeAll() {
        boolean all = tokens.takeWord("ALL");
        if (!all) {
            tokens.takeWord("DISTINCT");
        }
        return all;
    }

    private Query.Body simple() {
        if (tokens.takeSymbol("(")) {
            Query nested = query();
            tokens.expectSymbol(")");
            return new Query.Nested(nested);
        }
        if (tokens.takeWord("VALUES")) {
            return values();
        }
        tokens.expectWord("SELECT");
        int aggregatesBefore = terms.aggregates();
        boolean distinct = tokens.takeWord("DISTINCT");
        List<Term> on = List.of();
        if (!distinct) {
            tokens.takeWord("ALL");
        } else if (tokens.takeWord("ON")) {
            tokens.expectSymbol("(");
            on = terms.terms();
            tokens.expectSymbol(")");
        }
        List<Query.Entry> entries = new ArrayList<>();
        do {
            entries.add(entry());
        } while (tokens.takeSymbol(","));
        Optional<Query.Source> from = tokens.takeWord("FROM") ? Optional.of(from()) : Optional.empty();
        Optional<Term> where = tokens.takeWord("WHERE") ? Optional.of(terms.term()) : Optional.empty();
        List<Query.Key> groupBy = tokens.takeWords("GROUP", "BY") ? keys() : List.of();
        Optional<String> groupAs =
                tokens.takeWords("GROUP", "AS") ? Optional.of(tokens.expectName()) : Optional.empty();
        Optional<Term> having = tokens.takeWord("HAVING") ? Optional.of(terms.term()) : Optional.empty();
        boolean aggregated = terms.aggregates() > aggregatesBefore;
        terms.resetAggregates(aggregatesBefore);
        return new Query.Select(
                distinct && on.isEmpty(), on, aggregated, entries, from, where, groupBy, groupAs, having);
    }

    private List<Query.Key> keys() {
        List<Query.Key> keys = new ArrayList<>();
        do {
            Term term = terms.term();
            keys.add(new Query.Key(term, tokens.takeWord("AS") ? Optional.of(tokens.expectName()) : Optional.empty()));
        } while (tokens.takeSymbol(","));
        return keys;
    }

    private Query.Body values() {
        List<List<Term>> rows = new ArrayList<>();
        do {
            if (tokens.takeSymbol("(")) {
                rows.add(terms.terms());
                tokens.expectSymbol(")");
            } else {
                rows.add(List.of(terms.term()));
            }
        } while (tokens.takeSymbol(","));
        return new Query.Values(rows);
    }

    private Query.Entry entry() {
        if (tokens.takeSymbol("*")) {
            return new Query.Star(Optional.empty());
        }
        if (tokens.peek(1).isSymbol(".") && tokens.peek(2).isSymbol("*")) {
            String source = tokens.expectName();
            tokens.next();
            tokens.next();
            return new Query.Star(Optional.of(source));
        }
        if (tokens.atWord("VALUE")
                && !tokens.peek(1).isSymbol(",")
                && !tokens.peek(1).isSymbol(".")
                && !tokens.peek(1).isWord("FROM")
                && !tokens.peek(1).isWord("AS")) {
            throw tokens.unreadable();
        }
        Term term = terms.term();
        return new Query.Column(term, alias());
    }

    /** The name after AS, or a name that follows without it. */
    private Optional<String> alias() {
        if (tokens.takeWord("AS")) {
            return Optional.of(tokens.expectName());
        }
        Token token = tokens.peek();
        boolean name = token.kind() == Token.Kind.QUOTED_NAME
                || (token.kind() == Token.Kind.WORD
                        && !TermParser.RESERVED.contains(token.text().toUpperCase(Locale.ROOT))
                        && !token.isWord("AT"));
        return name ? Optional.of(tokens.next().text()) : Optional.empty();
    }

    private Query.Source from() {
        Query.Source left = joined();
        while (tokens.takeSymbol(",")) {
            left = new Query.Join(false, left, joined(), Optional.empty());
        }
        return left;
    }

    private Query.Source joined() {
        Query.Source left = source();
        while (true) {
            if (tokens.takeWords("CROSS", "JOIN")) {
                left = new Query.Join(false, left, source(), Optional.empty());
            } else if (tokens.takeWords("LEFT", "OUTER", "JOIN") || tokens.takeWords("LEFT", "JOIN")) {
                left = conditional(true, left);
            } else if (tokens.takeWords("INNER", "JOIN") || tokens.takeWord("JOIN")) {
                left = conditional(false, left);
            } else {
                return left;
            }
        }
    }

    private Query.Source conditional(boolean leftJoin, Query.Source left) {
        Query.Source right = source();
        tokens.expectWord("ON");
        return new Query.Join(leftJoin, left, right, Optional.of(terms.term()));
    }

    private Query.Source source() {
        tokens.takeWord("LATERAL");
        if (tokens.takeSymbol("(")) {
            Query query = query();
            tokens.expectSymbol(")");
            String alias = alias().orElse("");
            return new Query.Derived(query, alias, columnNames());
        }
        if (tokens.takeWord("UNNEST")) {
            tokens.expectSymbol("(");
            Term collection = terms.term();
            tokens.expectSymbol(")");
            return elements(collection);
        }
        String first = tokens.expectName();
        if (!tokens.atSymbol(".") && !tokens.atSymbol("[")) {
            return new Query.Table(first, alias().orElse(first));
        }
        Term path = new Term.Name(first);
        StringBuilder name = new StringBuilder(first);
        String last = first;
        while (true) {
            if (tokens.takeSymbol(".")) {
                last = tokens.expectName();
                name.append('.').append(last);
                path = new Term.Field(path, last);
            } else if (tokens.takeSymbol("[")) {
                path = new Term.Element(path, terms.term());
                tokens.expectSymbol("]");
            } else {
                break;
            }
        }
        Query.Elements elements = elements(path);
        return elements.alias().isEmpty()
                ? new Query.Table(name.toString(), last)
                : new Query.Elements(path, elements.alias(), elements.position());
    }

    private Query.Elements elements(Term collection) {
        String alias = alias().orElse("");
        Optional<String> position = tokens.takeWord("AT") ? Optional.of(tokens.expectName()) : Optional.empty();
        return new Query.Elements(collection, alias, position);
    }

    /** Names in parentheses, if there are any. */
    private List<String> columnNames() {
        List<String> names = new ArrayList<>();
        if (tokens.takeSymbol("(")) {
            do {
                names.add(tokens.expectName());
            } while (tokens.takeSymbol(","));
            tokens.expectSymbol(")");
        }
        return names;
    }
}
