SqlNode CreateStatement() :
{
    final Span s;
    boolean replace = false;
    final SqlNode e;
}
{
    <CREATE> { s = span(); }
    [ <OR> <REPLACE> { replace = true; } ]
    (
        e = CreatedTable(s, replace)
    |
        e = CreatedView(s, replace)
    |
        e = CreatedIndex(s)
    )
    { return e; }
}

boolean IfNotExistsOpt() :
{
}
{
    LOOKAHEAD(2)
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

boolean IfExistsOpt() :
{
}
{
    LOOKAHEAD(2)
    <IF> <EXISTS> { return true; }
|
    { return false; }
}

SqlNode CreatedTable(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    final List<SqlNode> constraints = new ArrayList<SqlNode>();
    final List<SqlNode> indexes = new ArrayList<SqlNode>();
    SqlNodeList options = SqlNodeList.EMPTY;
}
{
    // A table that lives only as long as its session has no place in a store of items.
    <TABLE>
    ifNotExists = IfNotExistsOpt()
    name = CompoundTableIdentifier()
    [
        <LPAREN>
        TableElement(name, columns, constraints, indexes)
        ( <COMMA> TableElement(name, columns, constraints, indexes) )*
        <RPAREN>
    ]
    [ <WITH> options = TableOptions() ]
    {
        return new CreateTable(s.end(this), replace, ifNotExists, name,
            new SqlNodeList(columns, s.pos()), new SqlNodeList(constraints, s.pos()),
            new SqlNodeList(indexes, s.pos()), options);
    }
}

void TableElement(SqlIdentifier table, List<SqlNode> columns, List<SqlNode> constraints, List<SqlNode> indexes) :
{
    final ColumnDefinition column;
    final TableConstraint constraint;
    final CreateIndex index;
}
{
    constraint = Constraint() { constraints.add(constraint); }
|
    LOOKAHEAD([ <GLOBAL> | <LOCAL> ] <INDEX> SimpleIdentifier() <LPAREN>)
    index = IndexElement(table) { indexes.add(index); }
|
    column = Column() { columns.add(column); }
}

ColumnDefinition Column() :
{
    final SqlIdentifier name;
    final WrittenType type;
    final ColumnDefinition.Builder column;
}
{
    name = SimpleIdentifier()
    (
        LOOKAHEAD({ startsColumnType() })
        type = ColumnType()
    |
        { type = null; }
    )
    { column = ColumnDefinition.named(name, type); }
    ( ColumnProperty(column) )*
    { return column.build(Span.of(name).end(this)); }
}

/** Whether the next token is a word that names a type, not the first word of a column's property. */
JAVACODE boolean startsColumnType()
{
    final Token next = getToken(1);
    switch (next.kind) {
    case PRIMARY:
    case PARTITION:
    case UNIQUE:
    case REFERENCES:
    case NOT:
    case NULL:
    case DEFAULT_:
    case CONSTRAINT:
    case CHECK:
    case GENERATED:
    case AUTO_INCREMENT:
    case AUTOINCREMENT:
    case COLLATE:
        return false;
    case SORT:
    case HASH:
    case RANGE:
        return getToken(2).kind != KEY;
    default:
        return next.kind == IDENTIFIER || next.kind == QUOTED_IDENTIFIER
            || next.kind != EOF && Character.isLetter(next.image.charAt(0));
    }
}

/** Takes the rest of GENERATED AS IDENTITY, IDENTITY (1, 1) or AUTO_INCREMENT; what is in parentheses matters to nobody, as no number is made. */
JAVACODE String numbering()
{
    String words = getToken(0).image.toUpperCase(java.util.Locale.ROOT);
    if (getToken(0).kind == GENERATED) {
        if (getToken(1).kind == BY) {
            jj_consume_token(BY);
            jj_consume_token(DEFAULT_);
        } else {
            jj_consume_token(ALWAYS);
        }
        jj_consume_token(AS);
        jj_consume_token(IDENTITY);
        words = "GENERATED AS IDENTITY";
    }
    if (getToken(1).kind == LPAREN) {
        while (getToken(1).kind != RPAREN && getToken(1).kind != EOF) {
            getNextToken();
        }
        jj_consume_token(RPAREN);
    }
    return words;
}

/** Takes the next token, whatever keyword it may be, as a word. */
JAVACODE String anyWord()
{
    final Token next = getNextToken();
    if (next.kind == QUOTED_IDENTIFIER) {
        return SqlParserUtil.stripQuotes(next.image, DQ, DQ, DQDQ, Casing.UNCHANGED);
    }
    return next.image;
}

/** Parses the name of a type with its arguments; what the name means is decided by later layers. */
WrittenType ColumnType() :
{
    final Span s = Span.of();
    String name;
    final List<SqlNode> arguments = new ArrayList<SqlNode>();
    SqlNode argument;
}
{
    { name = anyWord(); s.add(this); }
    ( <PRECISION> { name += " PRECISION"; }
    | <VARYING> { name += " VARYING"; }
    | <LARGE> <OBJECT> { name += " LARGE OBJECT"; }
    | LOOKAHEAD({ getToken(0).image.equalsIgnoreCase("LONG") })
        ( <VARCHAR> { name = "LONGVARCHAR"; } | <VARBINARY> { name = "LONGVARBINARY"; } )
    )*
    [
        <LPAREN>
        argument = TypeArgument() { arguments.add(argument); }
        ( <COMMA> argument = TypeArgument() { arguments.add(argument); } )*
        <RPAREN>
    ]
    [
        LOOKAHEAD(2)
        <WITH> [ <LOCAL> { name += " WITH LOCAL TIME ZONE"; } ] <TIME> <ZONE> {
            if (!name.endsWith(" ZONE")) {
                name += " WITH TIME ZONE";
            }
        }
    |
        <WITHOUT> <TIME> <ZONE>
    ]
    [ <FOR> <BIT> <DATA> { name = "VARBINARY"; } ]
    [ <ARRAY> { name += " ARRAY"; } ]
    { return new WrittenType(s.end(this), name, new SqlNodeList(arguments, s.pos())); }
}

SqlNode TypeArgument() :
{
    final SqlNode e;
}
{
    (
        <UNSIGNED_INTEGER_LITERAL> { e = new TypeSize(getPos(), token.image); }
        // VARCHAR(20 CHAR), VARCHAR(20 BYTE)
        [ SimpleIdentifier() | <CHAR> ]
    |
        e = SimpleIdentifier()
    )
    { return e; }
}

void ColumnProperty(ColumnDefinition.Builder column) :
{
    final SqlNode e;
    SqlIdentifier table;
    SqlIdentifier id;
}
{
    <PARTITION> <KEY> { column.key(ColumnDefinition.Key.PARTITION); }
|
    <HASH> <KEY> { column.key(ColumnDefinition.Key.PARTITION); }
|
    <SORT> <KEY> { column.key(ColumnDefinition.Key.SORT); }
|
    <RANGE> <KEY> { column.key(ColumnDefinition.Key.SORT); }
|
    <PRIMARY> <KEY> { column.key(ColumnDefinition.Key.PRIMARY); }
|
    <NOT> <NULL> { column.notNull(); }
|
    <NULL>
|
    <DEFAULT_> e = Expression(ExprContext.ACCEPT_SUB_QUERY) { column.defaultValue(e); }
|
    <UNIQUE> { column.unique(); }
|
    <CHECK> <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> { column.check(e); }
|
    <COLLATE> id = CompoundTableIdentifier() { column.collation(id); }
|
    ( <GENERATED> | <IDENTITY> | <AUTO_INCREMENT> | <AUTOINCREMENT> ) { column.numbering(numbering()); }
|
    <CONSTRAINT> id = SimpleIdentifier()
|
    table = References() { column.references(table); }
}

/** Parses REFERENCES t [(columns)] [ON DELETE action] [ON UPDATE action]; returns the table. */
SqlIdentifier References() :
{
    final SqlIdentifier table;
}
{
    <REFERENCES> table = CompoundTableIdentifier()
    [ ParenthesizedSimpleIdentifierList() ]
    (
        <ON> ( <DELETE> | <UPDATE> )
        ( <CASCADE> | <RESTRICT> | <SET> ( <NULL> | <DEFAULT_> ) | <NO> <ACTION> )
    )*
    { return table; }
}

TableConstraint Constraint() :
{
    final Span s = Span.of();
    SqlIdentifier name = null;
    final TableConstraint.Type type;
    SqlNodeList columns = SqlNodeList.EMPTY;
    SqlIdentifier referenced = null;
    SqlNode condition = null;
}
{
    [ <CONSTRAINT> { s.add(this); } name = SimpleIdentifier() ]
    (
        <PRIMARY> { s.add(this); } <KEY> { type = TableConstraint.Type.PRIMARY_KEY; }
        columns = ParenthesizedSimpleIdentifierList()
    |
        <UNIQUE> { s.add(this); type = TableConstraint.Type.UNIQUE; }
        columns = ParenthesizedSimpleIdentifierList()
    |
        <FOREIGN> { s.add(this); } <KEY> { type = TableConstraint.Type.FOREIGN_KEY; }
        columns = ParenthesizedSimpleIdentifierList()
        referenced = References()
    |
        <CHECK> { s.add(this); type = TableConstraint.Type.CHECK; }
        <LPAREN> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    )
    { return new TableConstraint(s.end(this), type, name, columns, referenced, condition); }
}

SqlNodeList TableOptions() :
{
    final Span s;
    final List<SqlNode> options = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    TableOption(options)
    ( <COMMA> TableOption(options) )*
    <RPAREN>
    { return new SqlNodeList(options, s.end(this)); }
}

void TableOption(List<SqlNode> options) :
{
    final SqlIdentifier name;
    final SqlNode value;
}
{
    name = SimpleIdentifier()
    <EQ>
    ( value = SimpleIdentifier() | value = Literal() | value = DynamicParam() )
    { options.add(new TableOption(Span.of(name, value).pos(), name, value)); }
}

SqlNode CreatedView(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = null;
    final SqlNode query;
}
{
    <VIEW>
    ifNotExists = IfNotExistsOpt()
    name = CompoundTableIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS>
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return new CreateView(s.end(this), replace, ifNotExists, name, columns, query); }
}

SqlNode CreatedIndex(Span s) :
{
    boolean unique = false;
    CreateIndex.Scope scope = CreateIndex.Scope.DEFAULT;
    final boolean ifNotExists;
    final SqlIdentifier name;
    final SqlIdentifier table;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    final List<SqlNode> included = new ArrayList<SqlNode>();
    final CreateIndex.Projection projection;
    SqlNodeList options = SqlNodeList.EMPTY;
}
{
    [ <UNIQUE> { unique = true; } ]
    [
        <GLOBAL> { scope = CreateIndex.Scope.GLOBAL; }
    |
        <LOCAL> { scope = CreateIndex.Scope.LOCAL; }
    ]
    <INDEX>
    ifNotExists = IfNotExistsOpt()
    name = SimpleIdentifier()
    <ON> table = CompoundTableIdentifier()
    IndexColumns(columns)
    projection = IndexProjection(included)
    [ <WITH> options = TableOptions() ]
    {
        return new CreateIndex(s.end(this), unique, scope, ifNotExists, name, table,
            new SqlNodeList(columns, Span.of(columns).pos()), projection,
            new SqlNodeList(included, s.pos()), options);
    }
}

/** An index among the columns of CREATE TABLE. */
CreateIndex IndexElement(SqlIdentifier table) :
{
    CreateIndex.Scope scope = CreateIndex.Scope.DEFAULT;
    final SqlIdentifier name;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    final List<SqlNode> included = new ArrayList<SqlNode>();
    final CreateIndex.Projection projection;
}
{
    [
        <GLOBAL> { scope = CreateIndex.Scope.GLOBAL; }
    |
        <LOCAL> { scope = CreateIndex.Scope.LOCAL; }
    ]
    <INDEX>
    name = SimpleIdentifier()
    IndexColumns(columns)
    projection = IndexProjection(included)
    {
        final Span s = Span.of(name);
        return new CreateIndex(s.end(this), false, scope, false, name, table,
            new SqlNodeList(columns, Span.of(columns).pos()), projection,
            new SqlNodeList(included, s.pos()), SqlNodeList.EMPTY);
    }
}

void IndexColumns(List<SqlNode> columns) :
{
}
{
    <LPAREN>
    IndexColumn(columns)
    ( <COMMA> IndexColumn(columns) )*
    <RPAREN>
}

CreateIndex.Projection IndexProjection(List<SqlNode> included) :
{
    final SqlNodeList attributes;
}
{
    <PROJECTION>
    (
        <ALL> { return CreateIndex.Projection.ALL; }
    |
        <KEYS_ONLY> { return CreateIndex.Projection.KEYS_ONLY; }
    |
        <INCLUDE>
        attributes = ParenthesizedSimpleIdentifierList() {
            included.addAll(attributes);
            return CreateIndex.Projection.INCLUDE;
        }
    )
|
    { return CreateIndex.Projection.DEFAULT; }
}

/** An index column, with a type where the table does not tell it; ASC and DESC say nothing: every index is read both ways. */
void IndexColumn(List<SqlNode> columns) :
{
    final SqlIdentifier column;
    final WrittenType type;
}
{
    column = SimpleIdentifier()
    (
        LOOKAHEAD({ getToken(1).kind != ASC && getToken(1).kind != DESC && getToken(1).kind != COMMA
            && getToken(1).kind != RPAREN })
        type = ColumnType()
    |
        { type = null; }
    )
    { columns.add(type == null ? column : ColumnDefinition.named(column, type).build(Span.of(column).end(this))); }
    [ <ASC> | <DESC> ]
}

SqlNodeList DroppedNames() :
{
    final Span s = Span.of();
    final List<SqlNode> names = new ArrayList<SqlNode>();
    SqlIdentifier name;
}
{
    name = CompoundTableIdentifier() { names.add(name); }
    ( <COMMA> name = CompoundTableIdentifier() { names.add(name); } )*
    { return new SqlNodeList(names, s.addAll(names).pos()); }
}

SqlNode DropStatement() :
{
    final Span s;
    final boolean ifExists;
    SqlNodeList names;
    SqlIdentifier name;
    SqlIdentifier table = null;
    boolean cascade = false;
}
{
    <DROP> { s = span(); }
    (
        <TABLE>
        ifExists = IfExistsOpt()
        names = DroppedNames()
        [ <CASCADE> { cascade = true; } [ <CONSTRAINTS> ] | <RESTRICT> ]
        { return new DropTable(s.end(this), ifExists, names, cascade); }
    |
        <VIEW>
        ifExists = IfExistsOpt()
        names = DroppedNames()
        [ <CASCADE> { cascade = true; } | <RESTRICT> ]
        { return new DropView(s.end(this), ifExists, names, cascade); }
    |
        <INDEX>
        ifExists = IfExistsOpt()
        name = CompoundTableIdentifier()
        [ <ON> table = CompoundTableIdentifier() ]
        { return DropIndex.of(s.end(this), ifExists, name, table); }
    )
}

SqlNode AlteredTable() :
{
    final Span s;
    final SqlIdentifier table;
    final AlterTable.Action action;
    SqlNode element = null;
    SqlIdentifier name = null;
    SqlIdentifier newName = null;
    WrittenType type = null;
    CreateIndex index;
    boolean lenient = false;
    SqlNodeList options = SqlNodeList.EMPTY;
}
{
    <ALTER> { s = span(); }
    <TABLE> table = CompoundTableIdentifier()
    (
        <ADD>
        (
            LOOKAHEAD([ <GLOBAL> | <LOCAL> ] <INDEX> SimpleIdentifier() <LPAREN>)
            index = IndexElement(table) { return index; }
        |
            element = Constraint() { action = AlterTable.Action.ADD_CONSTRAINT; }
        |
            [ <COLUMN> ] { action = AlterTable.Action.ADD_COLUMN; }
            lenient = IfNotExistsOpt()
            element = Column()
        )
    |
        <DROP>
        (
            LOOKAHEAD(<INDEX> SimpleIdentifier())
            <INDEX> name = SimpleIdentifier() { return DropIndex.of(s.end(this), false, name, table); }
        |
            LOOKAHEAD(2)
            <CONSTRAINT> { action = AlterTable.Action.DROP_CONSTRAINT; }
            name = SimpleIdentifier()
            [ <CASCADE> | <RESTRICT> ]
        |
            [ <COLUMN> ] { action = AlterTable.Action.DROP_COLUMN; }
            lenient = IfExistsOpt()
            name = SimpleIdentifier()
            [ <CASCADE> | <RESTRICT> ]
        )
    |
        <ALTER> [ <COLUMN> ]
        name = SimpleIdentifier()
        (
            LOOKAHEAD(2)
            <SET> <NOT> <NULL> { action = AlterTable.Action.SET_NOT_NULL; }
        |
            <DROP> <NOT> <NULL> { action = AlterTable.Action.DROP_NOT_NULL; }
        |
            [ <SET> <DATA> ] <TYPE> { action = AlterTable.Action.ALTER_TYPE; }
            type = ColumnType()
        )
    |
        <SET> { action = AlterTable.Action.SET_OPTIONS; }
        options = TableOptions()
    |
        <RENAME>
        (
            <TO> { action = AlterTable.Action.RENAME_TABLE; }
            newName = SimpleIdentifier()
        |
            <COLUMN> { action = AlterTable.Action.RENAME_COLUMN; }
            name = SimpleIdentifier()
            <TO>
            newName = SimpleIdentifier()
        )
    )
    { return new AlterTable(s.end(this), table, action, element, name, type, newName, options, lenient); }
}

SqlNode TruncatedTable() :
{
    final Span s;
    final SqlIdentifier table;
}
{
    <TRUNCATE> { s = span(); }
    <TABLE> table = CompoundTableIdentifier()
    { return new TruncateTable(s.end(this), table); }
}
