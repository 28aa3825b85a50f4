package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code CREATE [UNIQUE] [GLOBAL | LOCAL] INDEX [IF NOT EXISTS] n ON t (a [, b])
 * [PROJECTION ALL | KEYS_ONLY | INCLUDE (..)] [WITH (options)]}.
 */
public final class CreateIndex extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("CREATE INDEX", SqlKind.CREATE_INDEX, (pos, o) -> new CreateIndex(pos, o));

    /** The reach of the index. */
    public enum Scope {
        /** Nothing was said. */
        DEFAULT,
        /** GLOBAL. */
        GLOBAL,
        /** LOCAL. */
        LOCAL
    }

    /** What the index holds beside the keys. */
    public enum Projection {
        /** Nothing was said. */
        DEFAULT,
        /** Whole items. */
        ALL,
        /** Nothing. */
        KEYS_ONLY,
        /** {@link CreateIndex#included()}. */
        INCLUDE
    }

    public CreateIndex(
            SqlParserPos pos,
            boolean unique,
            Scope scope,
            boolean ifNotExists,
            SqlIdentifier name,
            SqlIdentifier table,
            SqlNodeList columns,
            Projection projection,
            SqlNodeList included,
            SqlNodeList options) {
        super(
                SYNTAX,
                pos,
                literal(unique),
                literal(scope),
                literal(ifNotExists),
                name,
                table,
                columns,
                literal(projection),
                included,
                options);
    }

    private CreateIndex(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** Whether UNIQUE was said. */
    public boolean unique() {
        return flag(0);
    }

    /** The reach of the index. */
    public Scope scope() {
        return symbol(1, Scope.class);
    }

    /** Whether IF NOT EXISTS was said. */
    public boolean ifNotExists() {
        return flag(2);
    }

    /** The index's name, a simple identifier. */
    public SqlIdentifier name() {
        return identifier(3);
    }

    /** The table's name. */
    public SqlIdentifier table() {
        return identifier(4);
    }

    /**
     * The key columns: partition key, then sort key; at least one. Simple identifiers, or {@link ColumnDefinition}s
     * where the statement gives a type.
     */
    public SqlNodeList columns() {
        return list(5);
    }

    /** What the index holds beside the keys. */
    public Projection projection() {
        return symbol(6, Projection.class);
    }

    /** The attributes of {@link Projection#INCLUDE}; empty for others. */
    public SqlNodeList included() {
        return list(7);
    }

    /** The options, {@link TableOption}s; may be empty. */
    public SqlNodeList options() {
        return list(8);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(unique() ? "CREATE UNIQUE" : "CREATE");
        if (scope() != Scope.DEFAULT) {
            writer.keyword(scope().name());
        }
        writer.keyword(ifNotExists() ? "INDEX IF NOT EXISTS" : "INDEX");
        name().unparse(writer, 0, 0);
        writer.keyword("ON");
        table().unparse(writer, 0, 0);
        unparseList(writer, "(", columns(), ")");
        if (projection() != Projection.DEFAULT) {
            writer.keyword("PROJECTION");
            writer.keyword(projection().name());
            if (projection() == Projection.INCLUDE) {
                unparseList(writer, "(", included(), ")");
            }
        }
        if (!options().isEmpty()) {
            writer.keyword("WITH");
            unparseList(writer, "(", options(), ")");
        }
    }
}
