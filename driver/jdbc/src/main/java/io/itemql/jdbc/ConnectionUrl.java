package io.itemql.jdbc;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.jdbc.internal.store.StoreProviders;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.store.ItemStoreProvider;
import io.itemql.store.StoreAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A URL with the properties beside it, understood: {@code jdbc:itemql:SCHEME:LOCATION?name=value&name=value}. Values
 * may hold percent escapes; the location is taken as it stands, up to the first question mark.
 *
 * @param storeOptions what the store's opener is asked for
 * @param warnings properties that mean nothing here
 */
record ConnectionUrl(
        StoreAddress address, SessionOptions options, Map<String, String> storeOptions, List<String> warnings) {
    static final String PREFIX = "jdbc:itemql:";

    /** Properties that {@code DriverManager} adds; a store in this process has no users. */
    private static final Set<String> IGNORED = Set.of("user", "password");

    /** True if a URL is for this driver, whether or not it is valid. */
    static boolean accepts(String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /**
     * Understands a URL that is for this driver.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_URL}, {@link ErrorCode#UNKNOWN_OPTION} or
     *     {@link ErrorCode#INVALID_OPTION_VALUE}
     */
    static ConnectionUrl parse(String url, Properties properties, StoreProviders providers) {
        int question = url.indexOf('?');
        String place = question < 0 ? url : url.substring(0, question);
        int colon = place.indexOf(':', PREFIX.length());
        String forms =
                "it is jdbc:itemql:mem:NAME, jdbc:itemql:mem: or jdbc:itemql:file:DIRECTORY, and options follow as"
                        + " ?name=value&name=value";
        if (colon < 0) {
            throw new ItemException(ErrorCode.INVALID_URL, url, forms);
        }
        StoreAddress address = new StoreAddress(place.substring(PREFIX.length(), colon), place.substring(colon + 1));
        ItemStoreProvider provider = providers
                .forScheme(address.scheme())
                .orElseThrow(() -> new ItemException(ErrorCode.INVALID_URL, url, forms));
        if (address.scheme().equals("file") && address.location().isBlank()) {
            throw new ItemException(ErrorCode.INVALID_URL, url, "the directory is missing; " + forms);
        }
        if (hasOptionBehindSemicolon(address.location())) {
            throw new ItemException(
                    ErrorCode.INVALID_URL, url, "options follow the first ?, not a semicolon; " + forms);
        }
        Collected collected = new Collected(provider, address);
        collected.addProperties(properties);
        if (question >= 0) {
            collected.addQuery(url, url.substring(question + 1));
        }
        return new ConnectionUrl(
                address,
                new OptionValues(collected.ofConnection).toSessionOptions(),
                Map.copyOf(collected.ofStore),
                List.copyOf(collected.warnings));
    }

    /** How other drivers write options; taken as part of a name, it would leave a guard off without a word. */
    private static boolean hasOptionBehindSemicolon(String location) {
        int semicolon = location.indexOf(';');
        return semicolon >= 0 && Pattern.compile(";\\w+=").matcher(location).find(semicolon);
    }

    /** The options so far; a later one replaces an earlier one, so the URL comes last. */
    private static final class Collected {
        private final ItemStoreProvider provider;
        private final StoreAddress address;
        private final Map<ConnectionOption, String> ofConnection = new EnumMap<>(ConnectionOption.class);
        private final Map<String, String> ofStore = new LinkedHashMap<>();
        private final List<String> warnings = new ArrayList<>();

        Collected(ItemStoreProvider provider, StoreAddress address) {
            this.provider = provider;
            this.address = address;
        }

        void addProperties(Properties properties) {
            for (String name : properties.stringPropertyNames()) {
                if (!add(name, properties.getProperty(name)) && !IGNORED.contains(name)) {
                    warnings.add("Unknown property " + name + "; known options are " + known());
                }
            }
        }

        /** An option has one value: the second of two would lift a guard that the first has set. */
        void addQuery(String url, String query) {
            Set<String> given = new HashSet<>();
            for (String pair : query.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    throw new ItemException(ErrorCode.INVALID_URL, url, "option " + pair + " has no value");
                }
                String name = pair.substring(0, equals);
                if (!given.add(name)) {
                    throw new ItemException(ErrorCode.INVALID_URL, url, "option " + name + " is given twice");
                }
                if (!add(name, decoded(url, pair.substring(equals + 1))) && !IGNORED.contains(name)) {
                    throw new ItemException(ErrorCode.UNKNOWN_OPTION, name, known());
                }
            }
        }

        /** False if nobody knows the option. */
        private boolean add(String name, String value) {
            ConnectionOption option = ConnectionOption.named(name).orElse(null);
            if (option != null) {
                ofConnection.put(option, value);
            } else if (provider.options().containsKey(name)) {
                ofStore.put(name, value);
                if (provider.ineffectiveOptions(address).contains(name)) {
                    warnings.add("Option " + name + " has no effect on " + address);
                }
            } else {
                return false;
            }
            return true;
        }

        private String known() {
            Set<String> names = new TreeSet<>(provider.options().keySet());
            for (ConnectionOption option : ConnectionOption.values()) {
                names.add(option.optionName());
            }
            return String.join(", ", names);
        }

        private static String decoded(String url, String value) {
            try {
                // A plus is a plus here: only forms of browsers write it for a blank.
                return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw ItemException.causedBy(e, ErrorCode.INVALID_URL, url, "a percent escape is wrong");
            }
        }
    }
}
