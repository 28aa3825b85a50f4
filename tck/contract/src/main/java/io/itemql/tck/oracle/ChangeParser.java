package io.itemql.tck.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads statements that change tables. */
final class ChangeParser {
    private static final Set<String> ENDS_A_COLUMN = Set.of(",", ")");

    private final TokenReader tokens;
    private final QueryParser queries;
    private final TermParser terms;

    private ChangeParser(TokenReader tokens) {
        this.tokens = tokens;
        this.queries = new QueryParser(tokens);
        this.terms = queries.terms();
    }

    /**
     * Reads a whole statement.
     *
     * @throws io.itemql.error.ItemException with {@code UNSUPPORTED} if this parser does not read it
     */
    static Change parse(String statement) {
        TokenReader tokens = new TokenReader(statement);
        Change change = new ChangeParser(tokens).change();
        tokens.takeSymbol(";");
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unreadable();
        }
        return change;
    }

    private Change change() {
        if (tokens.takeWords("CREATE", "TABLE")) {
            return createTable();
        }
        if (tokens.takeWords("CREATE", "VIEW") || tokens.takeWords("CREATE", "OR", "REPLACE", "VIEW")) {
            return createView();
        }
        if (tokens.takeWords("DROP", "TABLE") || tokens.takeWords("DROP", "VIEW")) {
            tokens.takeWords("IF", "EXISTS");
            Change drop = new Change.DropTable(table());
            tokens.takeWord("CASCADE");
            return drop;
        }
        if (tokens.takeWords("INSERT", "INTO")) {
            return put(false);
        }
        if (tokens.takeWords("UPSERT", "INTO") || tokens.takeWords("REPLACE", "INTO")) {
            return put(true);
        }
        if (tokens.takeWord("UPDATE")) {
            return update();
        }
        if (tokens.takeWords("DELETE", "FROM")) {
            String table = table();
            String alias = alias(table);
            Optional<Term> where = where();
            skipReturning();
            return new Change.Delete(table, alias, where);
        }
        throw tokens.unreadable();
    }

    private Change createView() {
        String name = table();
        List<String> columns = new ArrayList<>();
        if (tokens.takeSymbol("(")) {
            do {
                columns.add(tokens.expectName());
            } while (tokens.takeSymbol(","));
            tokens.expectSymbol(")");
        }
        if (!tokens.takeWord("AS")) {
            throw tokens.unreadable();
        }
        return new Change.CreateView(new Query.Named(name, columns, queries.query()));
    }

    private String table() {
        String name = tokens.expectName();
        if (tokens.takeSymbol(".")) {
            name = tokens.expectName();
        }
        return name;
    }

    private Change createTable() {
        boolean ifNotExists = tokens.takeWords("IF", "NOT", "EXISTS");
        String table = table();
        List<String> keys = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        List<String> moments = new ArrayList<>();
        tokens.expectSymbol("(");
        do {
            tokens.takeWord("CONSTRAINT");
            if (tokens.takeWords("PRIMARY", "KEY")) {
                tokens.expectSymbol("(");
                do {
                    keys.add(tokens.expectName());
                } while (tokens.takeSymbol(","));
                tokens.expectSymbol(")");
            } else {
                column(keys, columns, moments);
            }
        } while (tokens.takeSymbol(","));
        tokens.expectSymbol(")");
        if (tokens.takeWord("WITH")) {
            skipParentheses();
        }
        columns.removeAll(keys);
        moments.removeAll(keys);
        return new Change.CreateTable(table, ifNotExists, keys, columns, !moments.isEmpty());
    }

    private void column(List<String> keys, List<String> columns, List<String> moments) {
        String column = tokens.expectName();
        columns.add(column);
        if (tokens.takeWord("TIMESTAMP") || tokens.takeWord("DATE") || tokens.takeWord("TIME")) {
            moments.add(column);
        }
        while (!ENDS_A_COLUMN.contains(tokens.peek().text())) {
            if (tokens.takeWords("SORT", "KEY") || tokens.takeWords("RANGE", "KEY")) {
                keys.add(column);
            } else if (tokens.takeWord("KEY")) {
                keys.add(0, column);
            } else if (tokens.atSymbol("(")) {
                skipParentheses();
            } else if (tokens.next().kind() == Token.Kind.END) {
                throw tokens.unreadable();
            }
        }
    }

    private void skipParentheses() {
        tokens.expectSymbol("(");
        while (!tokens.takeSymbol(")")) {
            if (tokens.next().kind() == Token.Kind.END) {
                throw tokens.unreadable();
            }
        }
    }

    private Change put(boolean overwrites) {
        String table = table();
        if (tokens.takeWord("VALUE") && !tokens.atSymbol("(")) {
            Term item = terms.term();
            List<Term> items = item instanceof Term.BagOf bag ? bag.elements() : List.of(item);
            if (tokens.atSymbol(",")) {
                throw tokens.unreadable();
            }
            skipReturning();
            return new Change.Put(table, overwrites, List.of(), new Change.Rows(items, List.of(), Optional.empty()));
        }
        List<String> columns = new ArrayList<>();
        if (tokens.takeSymbol("(")) {
            do {
                columns.add(tokens.expectName());
            } while (tokens.takeSymbol(","));
            tokens.expectSymbol(")");
        }
        Query query = queries.query();
        skipReturning();
        Change.Rows rows = query.body() instanceof Query.Values values
                ? new Change.Rows(List.of(), values.rows(), Optional.empty())
                : new Change.Rows(List.of(), List.of(), Optional.of(query));
        return new Change.Put(table, overwrites, columns, rows);
    }

    private Change update() {
        String table = table();
        String alias = alias(table);
        List<Change.Assignment> assignments = new ArrayList<>();
        while (tokens.atWord("SET") || tokens.atWord("REMOVE")) {
            boolean removes = tokens.next().text().toUpperCase(Locale.ROOT).equals("REMOVE");
            do {
                Term path = terms.documentPath();
                Optional<Term> value = Optional.empty();
                if (!removes) {
                    tokens.expectSymbol("=");
                    value = Optional.of(terms.term());
                }
                assignments.add(new Change.Assignment(path, value));
            } while (tokens.takeSymbol(","));
        }
        Optional<Term> where = where();
        skipReturning();
        return new Change.Update(table, alias, assignments, where);
    }

    private String alias(String table) {
        if (tokens.takeWord("AS")) {
            return tokens.expectName();
        }
        Token token = tokens.peek();
        boolean named = token.kind() == Token.Kind.QUOTED_NAME
                || (token.kind() == Token.Kind.WORD
                        && !Set.of("SET", "REMOVE", "ADD", "DELETE", "WHERE", "RETURNING")
                                .contains(token.text().toUpperCase(Locale.ROOT)));
        return named ? tokens.next().text() : table;
    }

    private Optional<Term> where() {
        return tokens.takeWord("WHERE") ? Optional.of(terms.term()) : Optional.empty();
    }

    /** What comes back does not change what is stored. */
    private void skipReturning() {
        if (tokens.takeWord("RETURNING")) {
            while (tokens.peek().kind() != Token.Kind.END && !tokens.atSymbol(";")) {
                if (tokens.atSymbol("?")) {
                    throw tokens.unreadable();
                }
                tokens.next();
            }
        }
    }
}
