package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns declared with a floating type: doubles for readers, exact numbers in the store. */
class DeclaredNumbersTest extends OnMemoryStore {
    private ResultSet stored(String type, Object value) throws SQLException {
        statement.execute("CREATE TABLE sizes (a " + type + ", b " + type + ")");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO sizes VALUES (?, NULL)")) {
            insert.setObject(1, value);
            insert.executeUpdate();
        }
        ResultSet rows = statement.executeQuery("SELECT a, b FROM sizes");
        assertTrue(rows.next());
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE", "DOUBLE PRECISION", "REAL", "FLOAT8", "FLOAT(53)"})
    void readersGetDoubles(String type) throws SQLException {
        ResultSet rows = stored(type, 1e125);
        assertEquals(1e125, rows.getObject(1));
        assertNull(rows.getObject(2));
        assertEquals(Types.DOUBLE, rows.getMetaData().getColumnType(1));
        assertEquals("DOUBLE", rows.getMetaData().getColumnTypeName(2));
        assertEquals("java.lang.Double", rows.getMetaData().getColumnClassName(1));
        ResultSet columns = connection.getMetaData().getColumns(null, "main", "sizes", "a");
        assertTrue(columns.next());
        assertEquals(Types.DOUBLE, columns.getInt("DATA_TYPE"));
        assertEquals(17, columns.getInt("COLUMN_SIZE"));
    }

    @Test
    void whatIsStoredStaysExact() throws SQLException {
        BigDecimal exact = new BigDecimal("0.12345678901234567890123456789012345678");
        ResultSet rows = stored("DOUBLE", exact);
        assertEquals(exact, rows.getBigDecimal(1));
        assertEquals(exact.toPlainString(), rows.getString(1));
        assertEquals(exact.doubleValue(), rows.getObject(1));
        assertEquals(exact, rows.getObject(1, BigDecimal.class));
    }

    /** A declaration never restricts what is stored. */
    @Test
    void otherValuesComeAsThemselves() throws SQLException {
        assertEquals("warm", stored("REAL", "warm").getObject(1));
    }

    @Test
    void computedNumbersAreExact() throws SQLException {
        stored("DOUBLE", 0.1);
        ResultSet sum = statement.executeQuery("SELECT a + 0.2, MAX(a), COALESCE(a, 1) FROM sizes GROUP BY a");
        assertTrue(sum.next());
        assertEquals(new BigDecimal("0.3"), sum.getObject(1));
        assertEquals(0.1, sum.getObject(2));
        assertEquals(new BigDecimal("0.1"), sum.getObject(3));
    }

    @Test
    void aKeyMayBeDeclaredSo() throws SQLException {
        statement.execute("CREATE TABLE prices (price DOUBLE PARTITION KEY)");
        statement.execute("INSERT INTO prices VALUES (1.5)");
        ResultSet rows = statement.executeQuery("SELECT price FROM prices WHERE price = 1.5");
        assertTrue(rows.next());
        assertEquals(1.5, rows.getDouble(1));
    }
}
