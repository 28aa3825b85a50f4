/** Parses one statement and an optional semicolon: the entry of this parser. */
SqlNode ItemQlStatement() :
{
    final SqlNode e;
}
{
    (
        e = ExplainedStatement()
    |
        e = CreateStatement()
    |
        e = DropStatement()
    |
        e = AlteredTable()
    |
        LOOKAHEAD(2)
        e = TruncatedTable()
    |
        LOOKAHEAD(2)
        e = MaintenanceStatement()
    |
        LOOKAHEAD(2)
        e = CopyStatement()
    |
        LOOKAHEAD(1)
        e = SimpleStatement()
    |
        e = QueryOrChange()
    )
    { return e; }
}

/** Parses a query or an INSERT, UPSERT, REPLACE, UPDATE or DELETE: what EXPLAIN accepts, too. */
SqlNode QueryOrChange() :
{
    final SqlNode e;
}
{
    (
        LOOKAHEAD(2)
        e = ItemInsert()
    |
        e = ItemUpdate()
    |
        e = ItemDelete()
    |
        e = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
        // Accepted and without effect: every read of a transaction is from one snapshot anyway.
        [ <FOR> ( <UPDATE> [ <OF> LockedNames() ] { lockWait(); } | ( <READ> | <FETCH> ) <ONLY> ) ]
        // Levels of Db2 and Derby that promise no more than a snapshot does.
        [ LOOKAHEAD({ getToken(1).kind == WITH && getToken(2).image.matches("(?i)UR|CS|RS") }) <WITH> <IDENTIFIER> ]
    )
    { return e; }
}

/** What FOR UPDATE names. */
void LockedNames() :
{
}
{
    CompoundTableIdentifier() ( <COMMA> CompoundTableIdentifier() )*
}

/** Takes NOWAIT, SKIP LOCKED or WAIT 5, if the statement says so: nothing is locked. */
JAVACODE void lockWait()
{
    if (getToken(1).image.equalsIgnoreCase("NOWAIT")) {
        getNextToken();
    } else if (getToken(1).kind == SKIP_ && getToken(2).image.equalsIgnoreCase("LOCKED")) {
        getNextToken();
        getNextToken();
    } else if (getToken(1).image.equalsIgnoreCase("WAIT")) {
        getNextToken();
        jj_consume_token(UNSIGNED_INTEGER_LITERAL);
    }
}

SqlNode ExplainedStatement() :
{
    final Span s;
    boolean analyze = false;
    boolean json = false;
    final SqlNode e;
}
{
    <EXPLAIN> { s = span(); }
    [ LOOKAHEAD(1) <ANALYZE> { analyze = true; } ]
    [ LOOKAHEAD(1) <AS> <JSON> { json = true; } ]
    [ LOOKAHEAD(1) <PLAN> [ <FOR> ] ]
    e = QueryOrChange()
    { return new ExplainStatement(s.end(e), analyze, json, e); }
}

SqlNode SimpleStatement() :
{
    final Span s;
    final SimpleStatement.Action action;
}
{
    (
        <SHUTDOWN> { s = span(); action = SimpleStatement.Action.SHUTDOWN; }
    |
        <CHECKPOINT> { s = span(); action = SimpleStatement.Action.CHECKPOINT; }
    |
        <BEGIN> { s = span(); action = SimpleStatement.Action.BEGIN; }
        [ <TRANSACTION> | <WORK> ]
    |
        <START> { s = span(); action = SimpleStatement.Action.BEGIN; }
        <TRANSACTION>
    |
        <COMMIT> { s = span(); action = SimpleStatement.Action.COMMIT; }
        [ <TRANSACTION> | <WORK> ]
    |
        <ROLLBACK> { s = span(); action = SimpleStatement.Action.ROLLBACK; }
        [ <TRANSACTION> | <WORK> ]
    )
    { return new SimpleStatement(s.end(this), action); }
}

SqlNode MaintenanceStatement() :
{
    final Span s;
    SqlIdentifier table = null;
    final SqlNode directory;
}
{
    <CHECK> { s = span(); }
    (
        <TABLE> table = CompoundTableIdentifier()
    |
        <ALL>
    )
    { return new MaintenanceStatement(s.end(this), MaintenanceStatement.Action.CHECK, table, null); }
|
    <BACKUP> { s = span(); }
    <TO> directory = Directory()
    { return new MaintenanceStatement(s.end(this), MaintenanceStatement.Action.BACKUP, null, directory); }
|
    <RESTORE> { s = span(); }
    [ <TABLE> table = CompoundTableIdentifier() ]
    <FROM> directory = Directory()
    { return new MaintenanceStatement(s.end(this), MaintenanceStatement.Action.RESTORE, table, directory); }
}

SqlNode CopyStatement() :
{
    final Span s;
    final SqlNode source;
    SqlNodeList columns = null;
    final boolean reads;
    final SqlNode file;
    SqlNodeList options = SqlNodeList.EMPTY;
}
{
    <COPY> { s = span(); }
    (
        <LPAREN> source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) <RPAREN>
        <TO> { reads = false; }
    |
        source = CompoundTableIdentifier()
        [ columns = ParenthesizedSimpleIdentifierList() ]
        ( <FROM> { reads = true; } | <TO> { reads = false; } )
    )
    file = Directory()
    [ <WITH> options = TableOptions() ]
    { return new CopyStatement(s.end(this), source, columns, reads, file, options); }
}

SqlNode Directory() :
{
}
{
    <QUOTED_STRING>
    { return SqlLiteral.createCharString(SqlParserUtil.parseString(token.image), getPos()); }
}

SqlNodeList HintsOpt() :
{
    final List<SqlNode> hints = new ArrayList<SqlNode>();
    final Span s = Span.of();
}
{
    [
        <HINT_BEG> { s.add(this); }
        AddHint(hints)
        ( <COMMA> AddHint(hints) )*
        <COMMENT_END> { s.add(this); }
    ]
    { return hints.isEmpty() ? SqlNodeList.EMPTY : new SqlNodeList(hints, s.pos()); }
}

SqlNode ItemInsert() :
{
    final Span s;
    final InsertItems.Mode mode;
    final SqlNodeList hints;
    final SqlIdentifier table;
    SqlNodeList columns = null;
    final SqlNode source;
    final InsertItems.Source kind;
    ReturningClause returning = null;
}
{
    (
        <INSERT> { mode = InsertItems.Mode.INSERT; }
    |
        <UPSERT> { mode = InsertItems.Mode.UPSERT; }
    |
        <REPLACE> { mode = InsertItems.Mode.REPLACE; }
    )
    { s = span(); }
    hints = HintsOpt()
    <INTO> table = CompoundTableIdentifier()
    (
        // VALUE (..) is another spelling of VALUES (..), as in MySQL; everything else is an item.
        LOOKAHEAD({ getToken(1).kind == VALUE && getToken(2).kind != LPAREN })
        <VALUE> source = Expression(ExprContext.ACCEPT_SUB_QUERY) { kind = InsertItems.Source.ITEMS; }
    |
        [
            LOOKAHEAD(2)
            columns = ParenthesizedSimpleIdentifierList()
        ]
        source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
            kind = source.getKind() == SqlKind.VALUES ? InsertItems.Source.ROWS : InsertItems.Source.QUERY;
        }
    )
    [ returning = Returning() ]
    { return new InsertItems(s.end(this), mode, hints, table, columns, kind, source, returning); }
}

SqlNode ItemUpdate() :
{
    final Span s;
    final SqlNodeList hints;
    final SqlIdentifier table;
    final SqlIdentifier alias;
    final List<SqlNode> actions = new ArrayList<SqlNode>();
    SqlNode where = null;
    ReturningClause returning = null;
}
{
    <UPDATE> { s = span(); }
    hints = HintsOpt()
    table = CompoundTableIdentifier()
    (
        LOOKAHEAD({ getToken(1).kind == ADD })
        { alias = null; }
    |
        alias = AliasOpt()
    )
    ( UpdateActions(actions) )+
    [ where = Where() ]
    [ returning = Returning() ]
    {
        return new UpdateItems(s.end(this), hints, table, alias,
            new SqlNodeList(actions, Span.of(actions).pos()), where, returning);
    }
}

SqlIdentifier AliasOpt() :
{
    SqlIdentifier alias = null;
}
{
    [ LOOKAHEAD(1) [ <AS> ] alias = SimpleIdentifier() ]
    { return alias; }
}

void UpdateActions(List<SqlNode> actions) :
{
}
{
    <SET> Assignment(actions) ( <COMMA> Assignment(actions) )*
|
    <REMOVE> Removal(actions) ( <COMMA> Removal(actions) )*
|
    <ADD> PathWithValue(actions, UpdateAction.Verb.ADD)
    ( <COMMA> PathWithValue(actions, UpdateAction.Verb.ADD) )*
|
    <DELETE> PathWithValue(actions, UpdateAction.Verb.DELETE)
    ( <COMMA> PathWithValue(actions, UpdateAction.Verb.DELETE) )*
}

void Assignment(List<SqlNode> actions) :
{
    final SqlNode path;
    final SqlNode value;
}
{
    path = Path()
    <EQ>
    ( value = Default() | value = Expression(ExprContext.ACCEPT_SUB_QUERY) )
    { actions.add(new UpdateAction(Span.of(path, value).pos(), UpdateAction.Verb.SET, path, value)); }
}

void Removal(List<SqlNode> actions) :
{
    final SqlNode path;
}
{
    path = Path()
    { actions.add(new UpdateAction(path.getParserPosition(), UpdateAction.Verb.REMOVE, path, null)); }
}

void PathWithValue(List<SqlNode> actions, UpdateAction.Verb verb) :
{
    final SqlNode path;
    final SqlNode value;
}
{
    path = Path()
    value = Expression(ExprContext.ACCEPT_SUB_QUERY)
    { actions.add(new UpdateAction(Span.of(path, value).pos(), verb, path, value)); }
}

SqlNode ItemDelete() :
{
    final Span s;
    final SqlNodeList hints;
    final SqlIdentifier table;
    final SqlIdentifier alias;
    SqlNode where = null;
    ReturningClause returning = null;
}
{
    <DELETE> { s = span(); }
    hints = HintsOpt()
    <FROM> table = CompoundTableIdentifier()
    alias = AliasOpt()
    [ where = Where() ]
    [ returning = Returning() ]
    { return new DeleteItems(s.end(this), hints, table, alias, where, returning); }
}

ReturningClause Returning() :
{
    final Span s;
    final boolean all;
    final boolean old;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
}
{
    <RETURNING> { s = span(); }
    (
        LOOKAHEAD(2)
        ( <ALL> { all = true; } | <MODIFIED> { all = false; } )
        ( <OLD> { old = true; } | <NEW> { old = false; } )
        <STAR>
        { return new ReturningClause(s.end(this), ReturningClause.Form.of(all, old), SqlNodeList.EMPTY); }
    |
        AddSelectItem(columns)
        ( <COMMA> AddSelectItem(columns) )*
        {
            return new ReturningClause(s.end(this), ReturningClause.Form.COLUMNS,
                new SqlNodeList(columns, Span.of(columns).pos()));
        }
    )
}
