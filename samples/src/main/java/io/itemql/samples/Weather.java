package io.itemql.samples;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Four years of daily readings of two weather stations: the station is the partition key, the day the sort key. */
final class Weather {
    private static final int BATCH_ROWS = 500;

    private final Connection connection;
    private final PrintStream out;

    Weather(Connection connection, PrintStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Creates the table if need be and puts every line of the file into it, again if it is there already. */
    void load(Path csv) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS weather"
                    + " (location VARCHAR PARTITION KEY, \"date\" VARCHAR SORT KEY)");
        }
        List<String> lines = Files.readAllLines(csv);
        String sql = "UPSERT INTO weather (location, \"date\", precipitation, temp_max, temp_min, wind, weather)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            int pending = 0;
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split(",", -1);
                upsert.setString(1, fields[0]);
                upsert.setString(2, fields[1]);
                for (int column = 3; column <= 6; column++) {
                    upsert.setBigDecimal(column, new BigDecimal(fields[column - 1]));
                }
                upsert.setString(7, fields[6]);
                upsert.addBatch();
                if (++pending == BATCH_ROWS) {
                    upsert.executeBatch();
                    pending = 0;
                }
            }
            upsert.executeBatch();
        }
        out.println("weather: " + (lines.size() - 1) + " items from " + csv);
    }
}
