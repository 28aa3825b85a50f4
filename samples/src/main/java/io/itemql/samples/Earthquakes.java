package io.itemql.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A week of seismic events as GeoJSON documents, each one item: nested maps, a list of coordinates, many nulls. */
final class Earthquakes {
    private static final int BATCH_ROWS = 250;

    private final Connection connection;
    private final PrintStream out;

    Earthquakes(Connection connection, PrintStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Creates the table if need be and puts every document of the file into it, again if it is there already. */
    void load(Path geoJson) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS earthquakes (id VARCHAR PARTITION KEY)");
        }
        JsonNode features = new ObjectMapper().readTree(geoJson.toFile()).get("features");
        try (PreparedStatement upsert = connection.prepareStatement("UPSERT INTO earthquakes VALUE ?")) {
            int pending = 0;
            for (JsonNode feature : features) {
                // A document goes in as its JSON text; numbers stay exact.
                upsert.setString(1, feature.toString());
                upsert.addBatch();
                if (++pending == BATCH_ROWS) {
                    upsert.executeBatch();
                    pending = 0;
                }
            }
            upsert.executeBatch();
        }
        out.println("earthquakes: " + features.size() + " items from " + geoJson);
    }
}
