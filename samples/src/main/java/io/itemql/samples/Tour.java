package io.itemql.samples;

import java.sql.SQLException;

/** What one can ask of the loaded documents: one statement for each way to reach items, and for each kind of change. */
final class Tour {
    private final Narrator narrator;

    Tour(Narrator narrator) {
        this.narrator = narrator;
    }

    /** Statements on the weather and the earthquakes. */
    void run() throws SQLException {
        narrator.show(
                "GetItem: both keys are given",
                "SELECT \"date\", weather, temp_max FROM weather WHERE location = 'Seattle' AND \"date\" = '2015-07-19'");
        narrator.show(
                "Query: one partition, a range of sort keys, newest first",
                "SELECT \"date\", temp_max, weather FROM weather WHERE location = 'New York'"
                        + " AND \"date\" BETWEEN '2015-01-01' AND '2015-12-31' ORDER BY \"date\" DESC LIMIT 5");
        narrator.show(
                "Scan: no key is given, the filter runs in the store",
                "SELECT location, \"date\", wind FROM weather WHERE wind > 9");
        narrator.show(
                "A report with GROUP BY",
                "SELECT location, weather, COUNT(*) AS days, AVG(temp_max) AS warmth FROM weather"
                        + " GROUP BY location, weather HAVING COUNT(*) > 20 ORDER BY location, days DESC");
        narrator.show(
                "A join: the two stations on the same day",
                "SELECT s.\"date\", s.temp_max AS seattle, n.temp_max AS new_york FROM weather s"
                        + " JOIN weather n ON n.location = 'New York' AND n.\"date\" = s.\"date\""
                        + " WHERE s.location = 'Seattle' AND s.\"date\" BETWEEN '2015-07-01' AND '2015-07-05'"
                        + " ORDER BY s.\"date\"");
        narrator.show(
                "Paths into nested data",
                "SELECT id, properties.mag, properties.place, geometry.coordinates[2] AS depth FROM earthquakes"
                        + " WHERE properties.mag >= 5.5 ORDER BY properties.mag DESC, id");
        changes();
    }

    private void changes() throws SQLException {
        narrator.show(
                "An UPDATE that returns the item",
                "UPDATE weather SET note = 'hottest day', temp_max = 35.0 WHERE location = 'Seattle'"
                        + " AND \"date\" = '2015-07-19' RETURNING ALL NEW *");
        narrator.show(
                "A conditional put that is refused: INSERT never overwrites",
                "INSERT INTO weather VALUE {'location': 'Seattle', 'date': '2015-07-19', 'weather': 'snow'}");
        narrator.show(
                "A DELETE that returns the item",
                "DELETE FROM weather WHERE location = 'Seattle' AND \"date\" = '2012-01-01' RETURNING ALL OLD *");
    }

    /** Statements on the generated sensor readings. */
    void runOnReadings() throws SQLException {
        narrator.show(
                "The last readings of one device",
                "SELECT \"timestamp\", temperature, battery FROM readings WHERE deviceId = 'device-0007'"
                        + " ORDER BY \"timestamp\" DESC LIMIT 5");
        narrator.show(
                "Readings without a battery level, by device",
                "SELECT deviceId, COUNT(*) AS readings FROM readings WHERE battery IS MISSING GROUP BY deviceId"
                        + " ORDER BY readings DESC, deviceId LIMIT 5");
    }
}
