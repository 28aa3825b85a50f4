package io.itemql.tck.tpch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The 22 queries at scale 0.01 give the results that are shipped with them. */
class TpchTest {
    private static final int QUERIES = 22;
    private static final double SCALE = 0.01;

    @Test
    void everyResultIsEqual() throws IOException, SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:")) {
            TpchTables.load(connection, SCALE);
            for (int number = 1; number <= QUERIES; number++) {
                TpchQuery query = TpchQuery.read(number);
                query.difference(query.run(connection)).ifPresent(differences::add);
            }
        }
        assertEquals("", String.join("\n", differences));
    }
}
