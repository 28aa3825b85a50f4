package io.itemql.tck.clients;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.identity.IdentityColumnSupportImpl;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.OffsetFetchLimitHandler;
import org.hibernate.dialect.sequence.NoSequenceSupport;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.sql.ast.spi.SqlAppender;

/**
 * What Hibernate has to know: keys are assigned by the application, nothing is enforced but the key, and OFFSET … FETCH
 * is how a page is cut.
 */
public class ItemQlDialect extends Dialect {
    /** Hibernate makes it by its name. */
    public ItemQlDialect() {
        super(DatabaseVersion.make(0, 1));
    }

    @Override
    public void initializeFunctionRegistry(FunctionContributions contributions) {
        super.initializeFunctionRegistry(contributions);
        CommonFunctionFactory functions = new CommonFunctionFactory(contributions);
        functions.trim2();
        functions.characterLength_length("length(?1)");
        functions.concat_pipeOperator();
        functions.yearMonthDay();
    }

    @Override
    public SequenceSupport getSequenceSupport() {
        return NoSequenceSupport.INSTANCE;
    }

    @Override
    public IdentityColumnSupport getIdentityColumnSupport() {
        return new IdentityColumnSupportImpl();
    }

    @Override
    public LimitHandler getLimitHandler() {
        return OffsetFetchLimitHandler.INSTANCE;
    }

    /** A number is no truth. */
    @Override
    public void appendBooleanValueString(SqlAppender text, boolean value) {
        text.appendSql(value);
    }

    @Override
    public boolean hasAlterTable() {
        return false;
    }

    @Override
    public boolean supportsIfExistsBeforeTableName() {
        return true;
    }
}
