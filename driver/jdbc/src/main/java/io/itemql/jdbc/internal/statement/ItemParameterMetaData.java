package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.result.Unwrapping;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.table.ColumnType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a statement. Each has the type of the attribute that it is compared with or assigned to; one
 * without such an attribute takes any value and is told as VARCHAR.
 */
final class ItemParameterMetaData implements ParameterMetaData, Unwrapping {
    private final List<Optional<ColumnType>> types;

    ItemParameterMetaData(List<Optional<ColumnType>> types) {
        this.types = List.copyOf(types);
    }

    private Optional<JdbcType> type(int parameter) throws SQLException {
        if (parameter < 1 || parameter > types.size()) {
            throw SqlExceptions.of(ErrorCode.INVALID_PARAMETER_INDEX, parameter, types.size());
        }
        return types.get(parameter - 1).map(JdbcType::of);
    }

    @Override
    public int getParameterCount() {
        return types.size();
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        type(parameter);
        return parameterNullable;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return type(parameter).orElse(JdbcType.DECIMAL).isNumeric();
    }

    /** Digits for a number; 0, which is "not known", for the others. */
    @Override
    public int getPrecision(int parameter) throws SQLException {
        return type(parameter)
                .filter(JdbcType::isNumeric)
                .map(JdbcType::precision)
                .orElse(0);
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        return type(parameter).map(JdbcType::scale).orElse(0);
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return type(parameter).orElse(JdbcType.VARCHAR).code();
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        return type(parameter).orElse(JdbcType.VARCHAR).name();
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return type(parameter)
                .<Class<?>>map(JdbcType::javaClass)
                .orElse(Object.class)
                .getName();
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        type(parameter);
        return parameterModeIn;
    }
}
