package io.itemql.sql.dynamodb.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads SELECT and PIVOT behind their first word, and the sources of queries and changes. */
final class QueryParser {
    private static final String STAR_NOT_ALONE =
            "Other expressions may not be present in the select list when '*' is used without dot notation.";
    private static final String MISPLACED_STAR = "Invalid use of * in select list";

    private final TokenReader tokens;
    private final ExpressionParser expressions;

    QueryParser(TokenReader tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Node select(Token select) {
        boolean distinct = tokens.takes("distinct");
        if (!distinct) {
            tokens.takes("all");
        }
        if (tokens.takes("value")) {
            Node.Selected value = new Node.Selected(expressions.expression(), Optional.empty(), false);
            return rest(select, new Node.Projection(Node.Projection.Kind.VALUE, distinct, List.of(value)));
        }
        List<Optional<Node.Selected>> entries = tokens.commaList(this::selected);
        if (entries.stream().allMatch(Optional::isPresent)) {
            List<Node.Selected> list = entries.stream().map(Optional::get).toList();
            return rest(select, new Node.Projection(Node.Projection.Kind.LIST, distinct, list));
        }
        if (entries.size() > 1) {
            throw TokenReader.malformed(STAR_NOT_ALONE);
        }
        return rest(select, new Node.Projection(Node.Projection.Kind.ALL, distinct, List.of()));
    }

    Node pivot(Token pivot) {
        Node value = expressions.expression();
        if (!tokens.takes(Token.Kind.AT)) {
            throw TokenReader.malformed("Expected AT keyword");
        }
        Node name = expressions.expression();
        return rest(
                pivot,
                new Node.Projection(
                        Node.Projection.Kind.PIVOT,
                        false,
                        List.of(
                                new Node.Selected(value, Optional.empty(), false),
                                new Node.Selected(name, Optional.empty(), false))));
    }

    /** An entry of a select list; empty for a star. */
    private Optional<Node.Selected> selected() {
        Token head = tokens.head();
        if (tokens.takes(Token.Kind.STAR)) {
            return Optional.empty();
        }
        if (Words.NOT_IN_SELECT_LIST.contains(head.word())) {
            throw TokenReader.malformed("Expected identifier or an expression but found unexpected keyword '"
                    + head.word() + "' in a select list.");
        }
        Node value = expressions.expression();
        boolean everything = value instanceof Node.Path path && endsInStar(path);
        if (everything) {
            value = withoutLastStep((Node.Path) value);
        }
        return Optional.of(new Node.Selected(value, alias(), everything));
    }

    private static boolean endsInStar(Node.Path path) {
        List<Node.Step> steps = path.steps();
        int last = steps.size() - 1;
        boolean brackets = false;
        for (int i = 0; i <= last; i++) {
            Node.Step step = steps.get(i);
            if (step instanceof Node.Step.AllElements || (step instanceof Node.Step.AllFields && i < last)) {
                throw TokenReader.malformed(MISPLACED_STAR);
            }
            brackets |= step instanceof Node.Step.Index;
        }
        boolean star = steps.get(last) instanceof Node.Step.AllFields;
        if (star && brackets) {
            throw TokenReader.malformed("Cannot use [] and * together in SELECT list expression");
        }
        return star;
    }

    private static Node withoutLastStep(Node.Path path) {
        List<Node.Step> steps = path.steps().subList(0, path.steps().size() - 1);
        return steps.isEmpty() ? path.root() : new Node.Path(path.root(), steps);
    }

    private Optional<String> alias() {
        if (tokens.takes(Token.Kind.AS)) {
            if (!tokens.head().kind().isName()) {
                throw TokenReader.malformed("Expected identifier for AS-alias");
            }
            return Optional.of(tokens.take().text());
        }
        return tokens.head().kind().isName() ? Optional.of(tokens.take().text()) : Optional.empty();
    }

    private Node rest(Token first, Node.Projection projection) {
        if (!tokens.takes("from")) {
            throw TokenReader.malformed("Expected FROM after SELECT list");
        }
        Node.Source source = source(Words.SELECT_PRECEDENCE);
        String let = let();
        Optional<Node> where = clause("where");
        List<Node.Order> orders = List.of();
        if (tokens.takes("order")) {
            tokens.expect(Token.Kind.BY);
            orders = tokens.commaList(this::order);
        }
        Optional<String> group = group();
        Optional<Node> having = clause("having");
        Optional<Node> limit = clause("limit");
        Optional<Node> offset = clause("offset");
        return new Node.Query(projection, source, let, where, orders, group, having, limit, offset, first.place());
    }

    private Optional<Node> clause(String word) {
        return tokens.takes(word) ? Optional.of(expressions.expression(Words.SELECT_PRECEDENCE)) : Optional.empty();
    }

    private Node.Order order() {
        Node key = expressions.expression();
        if (tokens.takes(Token.Kind.DESC)) {
            return new Node.Order(key, true);
        }
        tokens.takes(Token.Kind.ASC);
        return new Node.Order(key, false);
    }

    private String let() {
        int start = tokens.position();
        if (!tokens.takes("let")) {
            return "";
        }
        do {
            expressions.expression();
            if (!tokens.takes(Token.Kind.AS)) {
                throw TokenReader.malformed("Expected AS following LET expr");
            }
            if (!tokens.head().kind().isName()) {
                throw TokenReader.malformed("Expected identifier for AS-alias");
            }
            tokens.take();
        } while (tokens.takes(Token.Kind.COMMA));
        return tokens.sourceFrom(start);
    }

    private Optional<String> group() {
        int start = tokens.position();
        if (!tokens.takes("group")) {
            return Optional.empty();
        }
        tokens.takes("partial");
        tokens.expect(Token.Kind.BY);
        List<Node> keys = tokens.commaList(() -> {
            Node key = expressions.expression(Words.SELECT_PRECEDENCE);
            alias();
            return key;
        });
        if (keys.stream().anyMatch(key -> key instanceof Node.Literal)) {
            throw TokenReader.malformed("Literals (including ordinals) not supported in GROUP BY");
        }
        if (tokens.takes("group")) {
            if (!tokens.takes(Token.Kind.AS)) {
                throw TokenReader.malformed("Expected AS keyword");
            }
            if (!tokens.head().kind().isName()) {
                throw TokenReader.malformed("Expected identifier for GROUP name");
            }
            tokens.take();
        }
        return Optional.of(tokens.sourceFrom(start));
    }

    // ---- sources

    /** One source or several joined ones. */
    Node.Source source(int precedence) {
        return tokens.nested(() -> {
            Node.Source left = aliased(precedence);
            while (isJoin(tokens.head())) {
                left = join(left, precedence);
            }
            return left;
        });
    }

    private static boolean isJoin(Token token) {
        return token.kind() == Token.Kind.COMMA
                || (token.kind() == Token.Kind.KEYWORD
                        && (token.text().equals("join") || token.text().endsWith("_join")));
    }

    private Node.Source join(Node.Source left, int precedence) {
        Token operator = tokens.take();
        boolean hasCondition =
                operator.kind() == Token.Kind.KEYWORD && !operator.text().contains("cross");
        boolean isGroup = hasCondition && tokens.head().kind() == Token.Kind.LEFT_PAREN;
        Node.Source right = isGroup ? source(precedence) : aliased(precedence);
        if (!hasCondition) {
            return new Node.Source.Join(operator.text(), left, right, Optional.empty());
        }
        if (!tokens.takes("on")) {
            throw TokenReader.malformed("Expected 'ON'");
        }
        return new Node.Source.Join(operator.text(), left, right, Optional.of(expressions.expression(precedence)));
    }

    private Node.Source aliased(int precedence) {
        if (tokens.takes("unpivot")) {
            Node value = expressions.expression(precedence);
            return new Node.Source.Single(value, aliases(), true);
        }
        boolean isGroup = tokens.head().kind() == Token.Kind.LEFT_PAREN
                && !tokens.ahead(1).isLiteral()
                && !tokens.ahead(1).is("select");
        if (!isGroup) {
            Node value = expressions.expression(precedence);
            return new Node.Source.Single(value, aliases(), false);
        }
        tokens.take();
        Node.Source inner = source(precedence);
        tokens.expect(Token.Kind.RIGHT_PAREN);
        String alias = aliases();
        return inner instanceof Node.Source.Single single && !alias.isEmpty()
                ? new Node.Source.Single(single.value(), single.alias() + alias, single.unpivot())
                : inner;
    }

    /** {@code AS a AT b BY c}, each of them optional, as they are printed. */
    String aliases() {
        List<String> all = new ArrayList<>();
        alias().ifPresent(name -> all.add(" AS " + Printer.name(name)));
        addAlias(Token.Kind.AT, all);
        addAlias(Token.Kind.BY, all);
        return String.join("", all);
    }

    private void addAlias(Token.Kind word, List<String> all) {
        if (tokens.takes(word)) {
            if (!tokens.head().kind().isName()) {
                throw TokenReader.malformed("Expected identifier for " + word + "-alias");
            }
            all.add(" " + word + " " + Printer.name(tokens.take().text()));
        }
    }
}
