package io.itemql.store.operation;

import java.util.Map;

/** BatchGetItem: 1 to 100 different keys over all tables. */
public record BatchGetRequest(Map<String, TableKeys> tables) {
    public BatchGetRequest {
        tables = Map.copyOf(tables);
    }
}
