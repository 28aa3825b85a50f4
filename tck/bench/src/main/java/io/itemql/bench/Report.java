package io.itemql.bench;

import java.util.HashMap;
import java.util.Map;

/** The reports of {@link Reporting}: each as a query, and as what a hand would write over raw rows. */
enum Report {
    /** COUNT with a filter. */
    COUNT_FILTER("SELECT COUNT(*) FROM readings WHERE temperature > 350 AND status = 'OK'") {
        @Override
        void take(byte[] row, Map<String, long[]> groups) {
            if (Reading.rawNumber(row, TEMPERATURE) > 350
                    && Reading.rawText(row, STATUS).equals("OK")) {
                group(groups, "", 1)[0]++;
            }
        }
    },
    /** GROUP BY with SUM and AVG. */
    GROUP_SUM_AVG("SELECT city, COUNT(*), SUM(temperature), AVG(humidity) FROM readings GROUP BY city") {
        @Override
        void take(byte[] row, Map<String, long[]> groups) {
            long[] group = group(groups, Reading.rawText(row, CITY), 3);
            group[0]++;
            group[1] += Reading.rawNumber(row, TEMPERATURE);
            group[2] += Reading.rawNumber(row, HUMIDITY);
        }
    },
    /** The form of TPC-H's query 1: nearly all rows, few groups, many aggregates. */
    TPCH_Q1("SELECT status, firmware, SUM(temperature), SUM(humidity), SUM(temperature * (100 - humidity)),"
            + " SUM(temperature * (100 - humidity) * (1 + battery)), AVG(temperature), AVG(humidity), AVG(battery),"
            + " COUNT(*) FROM readings WHERE battery <= 98 GROUP BY status, firmware ORDER BY status, firmware") {
        @Override
        void take(byte[] row, Map<String, long[]> groups) {
            long battery = Reading.rawNumber(row, BATTERY);
            if (battery <= 98) {
                long temperature = Reading.rawNumber(row, TEMPERATURE);
                long humidity = Reading.rawNumber(row, HUMIDITY);
                long[] group = group(groups, Reading.rawText(row, STATUS) + '|' + Reading.rawText(row, FIRMWARE), 6);
                group[0] += temperature;
                group[1] += humidity;
                group[2] += temperature * (100 - humidity);
                group[3] += temperature * (100 - humidity) * (1 + battery);
                group[4] += battery;
                group[5]++;
            }
        }
    },
    /** The form of TPC-H's query 6: a few rows, one product. */
    TPCH_Q6("SELECT SUM(temperature * humidity) FROM readings WHERE temperature >= 100 AND temperature < 160"
            + " AND humidity BETWEEN 5 AND 7 AND battery < 24") {
        @Override
        void take(byte[] row, Map<String, long[]> groups) {
            long temperature = Reading.rawNumber(row, TEMPERATURE);
            long humidity = Reading.rawNumber(row, HUMIDITY);
            boolean wanted = temperature >= 100
                    && temperature < 160
                    && humidity >= 5
                    && humidity <= 7
                    && Reading.rawNumber(row, BATTERY) < 24;
            if (wanted) {
                group(groups, "", 1)[0] += temperature * humidity;
            }
        }
    };

    private static final int CITY = 0;
    private static final int TEMPERATURE = 1;
    private static final int HUMIDITY = 2;
    private static final int BATTERY = 3;
    private static final int STATUS = 4;
    private static final int FIRMWARE = 5;

    private final String sql;

    Report(String sql) {
        this.sql = sql;
    }

    /** Adds one raw row to its group. */
    abstract void take(byte[] row, Map<String, long[]> groups);

    private static long[] group(Map<String, long[]> groups, String key, int width) {
        long[] group = groups.get(key);
        if (group == null) {
            group = new long[width];
            groups.put(key, group);
        }
        return group;
    }

    String sql() {
        return sql;
    }

    /** The same over documents. */
    String sqliteSql() {
        return sql.replaceAll(
                "\\b(city|temperature|humidity|battery|status|firmware)\\b", "json_extract(document, '\\$.$1')");
    }

    /** The report by two threads, each over half of the rows. */
    Map<String, long[]> byHand(RawStore store) throws InterruptedException {
        Map<String, long[]> first = new HashMap<>();
        Map<String, long[]> second = new HashMap<>();
        Thread other = new Thread(() -> store.forEach(1, 2, row -> take(row, second)));
        other.start();
        store.forEach(0, 2, row -> take(row, first));
        other.join();
        second.forEach((key, values) -> {
            long[] group = group(first, key, values.length);
            for (int i = 0; i < values.length; i++) {
                group[i] += values[i];
            }
        });
        return first;
    }
}
