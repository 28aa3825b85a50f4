package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A column of CREATE TABLE or ALTER TABLE ADD: {@code name [type] [PARTITION KEY | SORT KEY | PRIMARY KEY]
 * [NOT NULL] [DEFAULT e] [UNIQUE] [REFERENCES t] [CHECK (…)] [COLLATE c] [AUTO_INCREMENT]}.
 */
public final class ColumnDefinition extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("COLUMN_DEFINITION", SqlKind.COLUMN_DECL, (pos, o) -> new ColumnDefinition(pos, o));

    /** The part a column has in the table's key, as far as the column itself says so. */
    public enum Key {
        /** None. */
        NONE(""),
        /** PARTITION KEY or HASH KEY. */
        PARTITION("PARTITION KEY"),
        /** SORT KEY or RANGE KEY. */
        SORT("SORT KEY"),
        /** PRIMARY KEY: the whole key, so a partition key. */
        PRIMARY("PRIMARY KEY");

        private final String text;

        Key(String text) {
            this.text = text;
        }
    }

    private ColumnDefinition(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** Starts a definition; {@code type} may be null. */
    public static Builder named(SqlIdentifier name, WrittenType type) {
        return new Builder(name, type);
    }

    /** The column's name. */
    public SqlIdentifier name() {
        return identifier(0);
    }

    /** The type, or null where the statement gives none. */
    public WrittenType type() {
        return (WrittenType) node(1);
    }

    /** The part in the key. */
    public Key key() {
        return symbol(2, Key.class);
    }

    /** Whether NOT NULL was said. */
    public boolean notNull() {
        return flag(3);
    }

    /** The expression after DEFAULT, or null. */
    public SqlNode defaultValue() {
        return node(4);
    }

    /** Whether UNIQUE was said. */
    public boolean unique() {
        return flag(5);
    }

    /** The table after REFERENCES, or null. */
    public SqlIdentifier references() {
        return identifier(6);
    }

    /** The condition after CHECK, or null. */
    public SqlNode check() {
        return node(7);
    }

    /** The name after COLLATE, or null. */
    public SqlIdentifier collation() {
        return identifier(8);
    }

    /** The words that want the rows numbered, or null. */
    public String numbering() {
        return identifier(9) == null ? null : identifier(9).getSimple();
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        name().unparse(writer, 0, 0);
        if (type() != null) {
            type().unparse(writer, 0, 0);
        }
        if (key() != Key.NONE) {
            writer.keyword(key().text);
        }
        if (notNull()) {
            writer.keyword("NOT NULL");
        }
        if (defaultValue() != null) {
            writer.keyword("DEFAULT");
            defaultValue().unparse(writer, 0, 0);
        }
        if (unique()) {
            writer.keyword("UNIQUE");
        }
        if (references() != null) {
            writer.keyword("REFERENCES");
            references().unparse(writer, 0, 0);
        }
        if (check() != null) {
            writer.keyword("CHECK (");
            check().unparse(writer, 0, 0);
            writer.keyword(")");
        }
        if (collation() != null) {
            writer.keyword("COLLATE");
            collation().unparse(writer, 0, 0);
        }
        if (numbering() != null) {
            writer.keyword(numbering());
        }
    }

    /** Collects what a definition says; used once, by the parser. */
    public static final class Builder {
        private final SqlIdentifier name;
        private final WrittenType type;
        private Key key = Key.NONE;
        private boolean notNull;
        private boolean unique;
        private SqlNode defaultValue;
        private SqlIdentifier references;
        private SqlNode check;
        private SqlIdentifier collation;
        private SqlIdentifier numbering;

        private Builder(SqlIdentifier name, WrittenType type) {
            this.name = name;
            this.type = type;
        }

        /** Sets the part in the key. */
        public void key(Key key) {
            this.key = key;
        }

        /** Says NOT NULL. */
        public void notNull() {
            notNull = true;
        }

        /** Says UNIQUE. */
        public void unique() {
            unique = true;
        }

        /** Sets the expression after DEFAULT. */
        public void defaultValue(SqlNode value) {
            defaultValue = value;
        }

        /** Sets the table after REFERENCES. */
        public void references(SqlIdentifier table) {
            references = table;
        }

        /** Sets the condition after CHECK. */
        public void check(SqlNode condition) {
            check = condition;
        }

        /** Sets the name after COLLATE. */
        public void collation(SqlIdentifier name) {
            collation = name;
        }

        /** Sets the words that want the rows numbered. */
        public void numbering(String words) {
            numbering = new SqlIdentifier(words, name.getParserPosition());
        }

        /** Returns the definition. */
        public ColumnDefinition build(SqlParserPos pos) {
            return new ColumnDefinition(pos, new SqlNode[] {
                name,
                type,
                literal(key),
                literal(notNull),
                defaultValue,
                literal(unique),
                references,
                check,
                collation,
                numbering
            });
        }
    }
}
