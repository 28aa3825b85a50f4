package io.itemql.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ItemException;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.sql.parse.Fingerprint.Given;
import io.itemql.sql.parse.Fingerprint.Lifted;
import io.itemql.sql.parse.Fingerprint.Parameter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    static Stream<String> statements() throws IOException {
        return Statements.lines("statements.txt").stream();
    }

    /** In the keys shown here, s, n and b stand for a lifted text, number or boolean. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT * FROM t WHERE pk='a' AND sk=1 | SELECT * FROM t WHERE pk=s AND sk=n",
                "SELECT * FROM t WHERE a = 'it''s' LIMIT 10 OFFSET 5 | SELECT * FROM t WHERE a = s LIMIT 10 OFFSET 5",
                "SELECT a, 5 FROM t WHERE a > -1.5 ORDER BY 2 | SELECT a, 5 FROM t WHERE a > n ORDER BY 2",
                "SELECT * FROM t WHERE a = - 5 AND b = +3 AND c <> true | SELECT * FROM t WHERE a = n AND b = n AND c <> b",
                "SELECT * FROM t WHERE a.b[0].\"c\"['d'] >= 5 | SELECT * FROM t WHERE a.b[0].\"c\"['d'] >= n",
                "SELECT * FROM t WHERE a BETWEEN 1 AND 2 AND b = 3 | SELECT * FROM t WHERE a BETWEEN n AND n AND b = n",
                "SELECT * FROM t WHERE a NOT BETWEEN ? AND 2 OR b = 3 | SELECT * FROM t WHERE a NOT BETWEEN ? AND n OR b = n",
                "SELECT * FROM t WHERE a IN (1, ?, 'x') | SELECT * FROM t WHERE a IN (n, ?, s)",
                "SELECT * FROM t WHERE a IN [1,2] AND b NOT IN <<'x','y'>> | SELECT * FROM t WHERE a IN [n,n] AND b NOT IN <<s,s>>",
                "SELECT * FROM t WHERE (a = 1 OR NOT b = 2) AND c = 3 | SELECT * FROM t WHERE (a = n OR NOT b = n) AND c = n",
                "SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = 5) | SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = n)",
                "SELECT * FROM t JOIN u ON t.a = u.a AND u.b = 5 LEFT JOIN v ON v.c = 6 | SELECT * FROM t JOIN u ON t.a = u.a AND u.b = n LEFT JOIN v ON v.c = n",
                "SELECT * FROM t WHERE t.order = 5 AND date = 'x' | SELECT * FROM t WHERE t.order = n AND date = s",
                "SELECT /*+ scan(allow) */ * FROM t /* c */ WHERE a = 5 -- end | SELECT /*+ scan(allow) */ * FROM t WHERE a = n",
                "INSERT INTO t VALUE {'a': 1, 'b': {'c': ['x', ?]}, 'd': <<1, 2, 3>>} | INSERT INTO t VALUE {'a': n, 'b': {'c': [s, ?]}, 'd': <<1, 2, 3>>}",
                "INSERT INTO t VALUE <<{'a': 1}, {'a': 2}>> | INSERT INTO t VALUE <<{'a': n}, {'a': n}>>",
                "INSERT INTO t (a, b) VALUES (1, 'x'), (2 + 3, NULL) | INSERT INTO t (a, b) VALUES (n, s), (2 + 3, NULL)",
                "INSERT INTO t SELECT 'a', b FROM u WHERE c = 5 | INSERT INTO t SELECT 'a', b FROM u WHERE c = n",
                "UPDATE t SET a = 1, b.c[0] = 'x', d = d + 1 REMOVE e SET f = true WHERE pk = 5 | UPDATE t SET a = n, b.c[0] = s, d = d + 1 REMOVE e SET f = b WHERE pk = n",
                "DELETE FROM t WHERE pk = 'a'; | DELETE FROM t WHERE pk = s",
                "SELECT * FROM t WHERE a = DATE '2020-01-01' AND b = 5 | SELECT * FROM t WHERE a = DATE '2020-01-01' AND b = n",
                "SELECT * FROM t WHERE a = 5 + 3 AND size(b) > 5 AND c LIKE 'x%' AND d = 5 | SELECT * FROM t WHERE a = 5 + 3 AND size(b) > 5 AND c LIKE 'x%' AND d = n",
            })
    void liftsValues(String statement, String key) {
        assertEquals(key, Fingerprint.of(statement).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t WHERE 1 = 0",
                "SELECT * FROM t WHERE 'a' = 'b'",
                "SELECT a = 5, CASE WHEN a = 1 THEN 2 END FROM t",
                "SELECT (SELECT max(x) FROM u WHERE u.k = 5) FROM t",
                "SELECT a FROM t GROUP BY a = 5 HAVING a = 5 ORDER BY a = 5",
                "SELECT * FROM t WHERE a + 1 = 5",
                "SELECT * FROM t WHERE a = 5 * 2",
                "SELECT * FROM t WHERE a = 'x' || b",
                "SELECT * FROM t WHERE a = 'x' 'y'",
                "SELECT * FROM t WHERE a = NULL",
                "SELECT * FROM t WHERE CURRENT_DATE = '2020-01-01'",
                "SELECT * FROM t WHERE a = 1e3",
                "SELECT * FROM t WHERE a = 123456789012345678901234567890123456789",
                "SELECT * FROM t WHERE a IS NOT DISTINCT FROM 5",
                "SELECT * FROM t WHERE (a, b) = (1, 2)",
                "SELECT * FROM t LIMIT 5",
                "SELECT * FROM t WHERE a = N'x' AND b = 5",
                "SELECT * FROM t WHERE a = {d '2020-01-01'}",
                "SELECT * FROM (VALUES (1, 'a')) AS v(x, y)",
                "EXPLAIN SELECT * FROM t WHERE a = 5",
                "CREATE VIEW v AS SELECT * FROM t WHERE a = 5",
                "CREATE TABLE t (a VARCHAR(20) DEFAULT 'x')",
                "SELECT * FROM t WHERE a = 'x",
                "SELECT * FROM t WHERE (a = 5",
                "SELECT * FROM t WHERE a = 5)",
                "SELECT * FROM t WHERE a = 5; SELECT 1",
                "",
            })
    void leavesTheRest(String statement) {
        Fingerprint fingerprint = Fingerprint.of(statement);
        assertTrue(fingerprint.liftsNothing(), fingerprint::toString);
        assertEquals(statement, fingerprint.key());
        assertEquals(statement, fingerprint.sql());
    }

    @Test
    void theKeyKeepsTypesAndTheLengthOfLists() {
        String one = Fingerprint.of("SELECT * FROM t WHERE a IN (1, 2)").key();
        assertEquals(
                one, Fingerprint.of("SELECT *  FROM t\nWHERE a IN (3, -4.5)").key());
        assertNotEquals(
                one, Fingerprint.of("SELECT * FROM t WHERE a IN (1, 'x')").key());
        assertNotEquals(
                one, Fingerprint.of("SELECT * FROM t WHERE a IN (1, 2, 3)").key());
        assertNotEquals(one, Fingerprint.of("SELECT * FROM t WHERE a IN (1, ?)").key());
        assertNotEquals(one, Fingerprint.of("SELECT * FROM T WHERE a IN (1, 2)").key());
    }

    @Test
    void valuesAreThoseOfTheLiterals() {
        Fingerprint fingerprint =
                Fingerprint.of("SELECT * FROM t WHERE a = 'it''s' AND b = ? AND c = - 1.50 AND d = FALSE AND e = ?");
        assertEquals(
                List.of(
                        new Lifted(new StringValue("it's"), 26),
                        new Given(0),
                        new Lifted(NumberValue.of(new BigDecimal("-1.5")), 52),
                        new Lifted(BoolValue.of(false), 67),
                        new Given(1)),
                fingerprint.parameters());
        assertEquals(
                "SELECT * FROM t WHERE a = ?       AND b = ? AND c = ?      AND d = ?     AND e = ?",
                fingerprint.sql());
        assertFalse(fingerprint.liftsNothing());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void theNormalisedTextWithItsValuesIsTheStatement(String statement) {
        assertSameTree(statement);
    }

    @Test
    void randomStatementsKeepTheirMeaning() {
        long seed = Long.getLong("seed", 20_261_120L);
        Random random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            String statement = new RandomStatement(random).text();
            try {
                StatementParser.parse(statement);
            } catch (ItemException refused) {
                continue;
            }
            assertSameTree(statement);
        }
    }

    @Test
    void anyCharactersAtAllAreRead() {
        Random random = new Random(Long.getLong("seed", 7L));
        String alphabet = "SELECT FROM WHERE a=b'\"()[]{}<>?,.;:-+*/ 0123eE\n\u0001\u00e9";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "SELECT * FROM t WHERE a = " : "");
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Fingerprint fingerprint = Fingerprint.of(text.toString());
            assertEquals(text.length(), fingerprint.sql().length());
            fingerprint.parameters();
        }
    }

    private static void assertSameTree(String statement) {
        Fingerprint fingerprint = Fingerprint.of(statement);
        if (fingerprint.liftsNothing()) {
            assertEquals(statement, fingerprint.sql());
            return;
        }
        List<Parameter> parameters = fingerprint.parameters();
        SqlNode normalised = StatementParser.parse(fingerprint.sql());
        List<SqlNode> positions = new ArrayList<>();
        SqlNode filled = normalised.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlDynamicParam parameter) {
                positions.add(parameter);
                return value(parameters.get(parameter.getIndex()));
            }
        });
        assertEquals(parameters.size(), positions.size(), statement);
        assertEquals(
                Statements.unparse(StatementParser.parse(statement)),
                Statements.unparse(filled),
                fingerprint::toString);
    }

    private static SqlNode value(Parameter parameter) {
        SqlParserPos pos = SqlParserPos.ZERO;
        if (parameter instanceof Given given) {
            return new SqlDynamicParam(given.index(), pos);
        }
        Lifted lifted = (Lifted) parameter;
        if (lifted.value() instanceof StringValue text) {
            return SqlLiteral.createCharString(text.value(), pos);
        }
        if (lifted.value() instanceof BoolValue bool) {
            return SqlLiteral.createBoolean(bool.value(), pos);
        }
        BigDecimal number = ((NumberValue) lifted.value()).toBigDecimal();
        return SqlLiteral.createExactNumeric(number.toPlainString(), pos);
    }
}
