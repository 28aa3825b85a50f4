package io.itemql.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * The options of a connection: the one table from which URLs and {@code Properties} are read, {@code getPropertyInfo}
 * answers and the page of options is made. Options of stores come from whoever opens the store.
 */
public enum ConnectionOption {
    DIALECT(
            "dialect",
            "sql",
            "the language of the statements: SQL, or PartiQL exactly as the DynamoDB service takes it",
            "sql dynamodb"),
    STRICT(
            "strict",
            "false",
            "an attribute that no item has is an error instead of MISSING with a warning; so is what a definition demands and"
                    + " nothing enforces",
            "true false"),
    SCAN(
            "scan",
            "allow",
            "what to do with a statement that needs a scan; limit:N stops it after N items",
            "allow warn deny limit:10000"),
    CONSISTENT_READ(
            "consistentRead",
            "false",
            "reads are strongly consistent: at twice the units, and they show only what is durable",
            "true false"),
    MEMORY(
            "memory",
            "a quarter of the heap",
            "how much memory one statement may hold, such as 64MB; KB, MB, GB or bytes",
            ""),
    READ_ONLY("readOnly", "false", "writes are refused", "true false"),
    KEY_ACCESS("keyAccess", "true", "false makes every read a scan; for tests, which compare the two", "true false"),
    PAGE_SIZE("pageSize", "0", "items a page of a read; 0 streams without pages", "");

    private final String optionName;
    private final String defaultValue;
    private final String description;
    /** Separated by blanks; none if empty. */
    private final String choices;

    ConnectionOption(String optionName, String defaultValue, String description, String choices) {
        this.optionName = optionName;
        this.defaultValue = defaultValue;
        this.description = description;
        this.choices = choices;
    }

    /** The option as it is written; case-sensitive. */
    public String optionName() {
        return optionName;
    }

    /** What holds if the option is not given. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }

    /** The values to choose from; empty if there are too many to list. */
    public List<String> choices() {
        return choices.isEmpty() ? List.of() : List.of(choices.split(" ", -1));
    }

    /** The option with a name, if there is one. */
    public static Optional<ConnectionOption> named(String name) {
        for (ConnectionOption option : values()) {
            if (option.optionName.equals(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
