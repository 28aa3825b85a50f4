package io.itemql.sql.general.bind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The elements of a list or set: {@code UNNEST(o.lines) AS l} or {@code orders o, o.lines l}. Both the alias and the
 * column mean the element; every other name is a step into it. Immutable.
 *
 * @param alias the alias
 * @param column the column that holds the element
 * @param ordinality the column that counts the elements from 1, if the statement asks for one
 * @param position the name under which they are counted from 0 ({@code AT i}), if the statement asks for it
 */
record ElementRelation(String alias, String column, Optional<String> ordinality, Optional<String> position)
        implements Relation {
    /** What the bound query calls the ordinality where only the position has a name. */
    static final String ORDINALITY = "ordinality";

    @Override
    public boolean knows(String name) {
        return name.equals(column) || isNamed(ordinality, name) || isNamed(position, name);
    }

    private static boolean isNamed(Optional<String> column, String name) {
        return column.isPresent() && column.get().equals(name);
    }

    @Override
    public Found column(String name, List<PathStep> steps, SqlParserPos pos) {
        if (isNamed(ordinality, name)) {
            return new Found(Relation.reference(alias, name, pos), 0);
        }
        if (isNamed(position, name)) {
            SqlNode fromOne = Relation.reference(alias, ORDINALITY, pos);
            return new Found(Calls.LESS_ONE.at(pos, List.of(fromOne)), 0);
        }
        SqlNode element = Relation.reference(alias, column, pos);
        return name.equals(column)
                ? new Found(element, 0)
                : new Found(Calls.step(name).at(pos, List.of(element)), 0);
    }

    @Override
    public Optional<SqlNode> whole(SqlParserPos pos) {
        return Optional.of(Relation.reference(alias, column, pos));
    }

    /** The element, and its number where the statement gives that a name. */
    @Override
    public Map<String, SqlNode> variables(SqlParserPos pos) {
        Map<String, SqlNode> variables = new LinkedHashMap<>();
        variables.put(alias, Relation.reference(alias, column, pos));
        Stream.of(ordinality, position)
                .flatMap(Optional::stream)
                .forEach(
                        name -> variables.put(name, column(name, List.of(), pos).node()));
        return variables;
    }

    @Override
    public List<String> starColumns() {
        return names();
    }

    @Override
    public List<String> names() {
        return Stream.of(Optional.of(column), ordinality, position)
                .flatMap(Optional::stream)
                .toList();
    }
}
