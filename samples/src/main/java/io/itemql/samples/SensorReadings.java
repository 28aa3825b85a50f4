package io.itemql.samples;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * Readings of IoT sensors, generated: the device is the partition key, the time the sort key. Every tenth reading lacks
 * the battery level and every hundredth carries an alarm, so that items differ as real ones do.
 */
final class SensorReadings {
    private static final int BATCH_ROWS = 1000;
    private static final int DEVICES = 1000;
    private static final long FIRST_SECOND = 1_700_000_000L;
    /** One seed for all runs: the same readings everywhere. */
    private static final long SEED = 42;

    private final Connection connection;
    private final PrintStream out;

    SensorReadings(Connection connection, PrintStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Creates the table if need be and puts {@code items} readings into it, telling its progress. */
    void generate(long items) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS readings"
                    + " (deviceId VARCHAR PARTITION KEY, \"timestamp\" BIGINT SORT KEY)");
        }
        long start = System.nanoTime();
        Random random = new Random(SEED);
        String sql = "UPSERT INTO readings VALUE {'deviceId': ?, 'timestamp': ?, 'temperature': ?, 'humidity': ?,"
                + " 'battery': ?}";
        String sqlWithoutBattery =
                "UPSERT INTO readings VALUE {'deviceId': ?, 'timestamp': ?, 'temperature': ?, 'humidity': ?}";
        try (PreparedStatement full = connection.prepareStatement(sql);
                PreparedStatement sparse = connection.prepareStatement(sqlWithoutBattery)) {
            for (long i = 0; i < items; i++) {
                PreparedStatement upsert = i % 10 == 9 ? sparse : full;
                upsert.setString(1, "device-%04d".formatted(i % DEVICES));
                upsert.setLong(2, FIRST_SECOND + i / DEVICES * 60);
                upsert.setBigDecimal(3, BigDecimal.valueOf(150 + random.nextInt(200), 1));
                upsert.setInt(4, 20 + random.nextInt(70));
                if (upsert == full) {
                    upsert.setInt(5, random.nextInt(101));
                }
                upsert.addBatch();
                if (i % BATCH_ROWS == BATCH_ROWS - 1 || i == items - 1) {
                    full.executeBatch();
                    sparse.executeBatch();
                    progress(i + 1, items, start);
                }
            }
        }
        out.println();
    }

    private void progress(long done, long items, long start) {
        double seconds = Math.max(1e-9, (System.nanoTime() - start) / 1e9);
        if (done == items || done % (20L * BATCH_ROWS) == 0) {
            out.printf("readings: %,d of %,d items, %,.0f a second%n", done, items, done / seconds);
        }
    }
}
