/** Parses a tuple, list or bag, or the MISSING literal. */
SqlNode CollectionLiteral() :
{
    final SqlNode e;
}
{
    (
        e = TupleLiteral()
    |
        e = ListLiteral()
    |
        e = BagLiteral()
    |
        <MISSING> { e = ItemOperators.MISSING.createCall(getPos()); }
    )
    { return e; }
}

/** Parses {'name': value, ...} into TUPLE(name, value, ...). */
SqlNode TupleLiteral() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LBRACE> { s = span(); }
    [
        TupleEntry(list)
        ( <COMMA> TupleEntry(list) )*
    ]
    <RBRACE> { return ItemOperators.TUPLE.createCall(s.end(this), list); }
}

void TupleEntry(List<SqlNode> list) :
{
    final SqlNode key;
}
{
    (
        key = StringLiteral()
    |
        key = DynamicParam()
    |
        key = SimpleIdentifier()
    )
    { list.add(key); }
    <COLON>
    AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** Parses [value, ...]. */
SqlNode ListLiteral() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LBRACKET> { s = span(); }
    [ Elements(list) ]
    <RBRACKET> { return ItemOperators.LIST.createCall(s.end(this), list); }
}

/** Parses a bag. It closes with two GT tokens: a token of its own would break nested type arguments. */
SqlNode BagLiteral() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LEFTSHIFT> { s = span(); }
    [ BagElements(list) ]
    <GT> <GT> { return ItemOperators.BAG.createCall(s.end(this), list); }
}

void Elements(List<SqlNode> list) :
{
}
{
    AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
    ( <COMMA> AddExpression(list, ExprContext.ACCEPT_SUB_QUERY) )*
}

/** Elements of a bag are operands, not comparisons: the closing GT must not be taken for an operator. */
void BagElements(List<SqlNode> list) :
{
}
{
    BagElement(list)
    ( <COMMA> BagElement(list) )*
}

void BagElement(List<SqlNode> list) :
{
    final List<Object> atoms = new ArrayList<Object>();
}
{
    AddExpression2b(atoms, ExprContext.ACCEPT_SUB_QUERY)
    { list.add(SqlParserUtil.toTree(atoms)); }
}

/** Parses [NOT] IN [..], IN a bag, IN ? and IN path; IN (..) is Calcite's own. */
void InCollection(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlOperator op;
    final List<SqlNode> values = new ArrayList<SqlNode>();
    final SqlNode e;
    final Span span = Span.of();
}
{
    {
        checkNonQueryExpression(exprContext);
    }
    (
        <NOT> <IN> { op = SqlStdOperatorTable.NOT_IN; }
    |
        <IN> { op = SqlStdOperatorTable.IN; }
    )
    {
        s.clear().add(this);
        list.add(new SqlParserUtil.ToTreeListItem(op, s.pos()));
    }
    (
        <LBRACKET> { span.add(this); }
        [ Elements(values) ]
        <RBRACKET> { list.add(new SqlNodeList(values, span.end(this))); }
    |
        <LEFTSHIFT> { span.add(this); }
        [ BagElements(values) ]
        <GT> <GT> { list.add(new SqlNodeList(values, span.end(this))); }
    |
        ( e = DynamicParam() | e = Path() ) { list.add(e); }
    )
}

/** Parses IS [NOT] MISSING and IS [NOT] type. */
void IsType(List<Object> list, ExprContext exprContext, Span s) :
{
    boolean negated = false;
    final TypeTest test;
}
{
    <IS> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    [ <NOT> { negated = true; } ]
    (
        <MISSING> { test = TypeTest.MISSING; }
    |
        ( <BOOL> | <BOOLEAN> ) { test = TypeTest.BOOL; }
    |
        ( <BLOB> | <BINARY> ) { test = TypeTest.BLOB; }
    |
        ( <STRING> | <VARCHAR> ) { test = TypeTest.STRING; }
    |
        ( <NUMERIC> | <NUMBER> | <DECIMAL> ) { test = TypeTest.NUMERIC; }
    |
        ( <STRUCT> | <TUPLE> | <MAP> ) { test = TypeTest.TUPLE; }
    |
        <LIST> { test = TypeTest.LIST; }
    )
    {
        list.add(new SqlParserUtil.ToTreeListItem(ItemOperators.isType(test, negated), s.end(this)));
    }
}

/** Parses AT TIME ZONE and the zone. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    <TIME> <ZONE> {
        list.add(new SqlParserUtil.ToTreeListItem(ItemOperators.AT_TIME_ZONE, s.end(this)));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

< DEFAULT, DQID, BTID, BQID, BQHID > TOKEN :
{
    < CAST_TO: "::" >
|   < ARROW_TEXT: "->>" >
|   < HASH_ARROW: "#>" >
|   < HASH_ARROW_TEXT: "#>>" >
|   < TILDE: "~" >
|   < TILDE_STAR: "~*" >
|   < NOT_TILDE: "!~" >
|   < NOT_TILDE_STAR: "!~*" >
}

/** Parses ::type. */
void CastTo(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <CAST_TO> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(ItemOperators.CAST_TO, getPos()));
    }
    (
        LOOKAHEAD(1)
        <INTERVAL> {
            type = new SqlDataTypeSpec(
                new SqlUserDefinedTypeNameSpec(new SqlIdentifier("INTERVAL", getPos()), getPos()), getPos());
        }
    |
        type = DataType()
    )
    { list.add(type); }
}

/** Parses an arrow and the step or steps behind it. */
void Arrow(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlOperator op;
}
{
    (
        <LAMBDA> { op = ItemOperators.ARROW; }
    |
        <ARROW_TEXT> { op = ItemOperators.ARROW_TEXT; }
    |
        <HASH_ARROW> { op = ItemOperators.HASH_ARROW; }
    |
        <HASH_ARROW_TEXT> { op = ItemOperators.HASH_ARROW_TEXT; }
    )
    {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(op, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** Parses ~ and its kin, and the pattern. */
void RegularExpression(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlOperator op;
}
{
    (
        <TILDE> { op = ItemOperators.MATCH; }
    |
        <TILDE_STAR> { op = ItemOperators.MATCH_IN_ANY_CASE; }
    |
        <NOT_TILDE> { op = ItemOperators.MATCH_NOT; }
    |
        <NOT_TILDE_STAR> { op = ItemOperators.MATCH_NOT_IN_ANY_CASE; }
    )
    {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(op, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** Parses a document path; the result is what the same text gives inside an expression. */
SqlNode Path() :
{
    SqlNode e;
    SqlNode step;
    SqlIdentifier name;
}
{
    e = CompoundTableIdentifier()
    (
        LOOKAHEAD(2)
        (
            <LBRACKET>
            (
                step = StringLiteral()
            |
                step = UnsignedNumericLiteral()
            |
                step = DynamicParam()
            )
            <RBRACKET> { e = SqlStdOperatorTable.ITEM.createCall(Span.of(e).end(this), e, step); }
        |
            <DOT> name = SimpleIdentifier() {
                e = SqlStdOperatorTable.DOT.createCall(Span.of(e).end(this), e, name);
            }
        )
    )*
    { return e; }
}
