package io.itemql.store.mv.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Items to measure with: the project's sample data, and data made up to be as regular or as irregular as can be. */
final class SampleItems {
    private SampleItems() {}

    /** The events of the GeoJSON sample as they are: nested. */
    static List<Item> earthquakes(Path directory) throws IOException {
        List<Item> items = new ArrayList<>();
        for (JsonNode feature : new ObjectMapper()
                .readTree(directory.resolve("earthquakes.json").toFile())
                .get("features")) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>(((MapValue) value(feature)).entries());
            attributes.put("pk", attributes.remove("id"));
            items.add(Item.of(attributes));
        }
        return items;
    }

    /** The events with their properties as top-level attributes. */
    static List<Item> flat(List<Item> earthquakes, boolean withNulls) {
        List<Item> items = new ArrayList<>();
        for (Item earthquake : earthquakes) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            ((MapValue) earthquake.get("properties")).entries().forEach((name, value) -> {
                if (withNulls || !value.isNull()) {
                    attributes.put(name, value);
                }
            });
            attributes.put("geometry", earthquake.get("geometry"));
            attributes.put("pk", earthquake.get("pk"));
            items.add(Item.of(attributes));
        }
        return items;
    }

    private static AttributeValue value(JsonNode node) {
        if (node.isObject()) {
            Map<String, AttributeValue> entries = new LinkedHashMap<>();
            node.fields().forEachRemaining(entry -> entries.put(entry.getKey(), value(entry.getValue())));
            return new MapValue(entries);
        }
        if (node.isArray()) {
            List<AttributeValue> elements = new ArrayList<>();
            node.forEach(element -> elements.add(value(element)));
            return new ListValue(elements);
        }
        if (node.isNumber()) {
            return NumberValue.parse(node.asText());
        }
        if (node.isBoolean()) {
            return BoolValue.of(node.booleanValue());
        }
        return node.isNull() ? NullValue.NULL : new StringValue(node.textValue());
    }

    /** The readings of the time series: seven attributes, always the same. */
    static List<Item> weather(Path directory) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("weather.csv"));
        String[] names = lines.get(0).split(",", -1);
        List<Item> items = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            attributes.put("pk", new StringValue(fields[0] + fields[1]));
            for (int i = 1; i < names.length; i++) {
                boolean isNumber = i > 1 && i < names.length - 1;
                attributes.put(names[i], isNumber ? NumberValue.parse(fields[i]) : new StringValue(fields[i]));
            }
            items.add(Item.of(attributes));
        }
        return items;
    }

    /** Ten attributes and about 300 bytes, always the same. */
    static List<Item> regular(Random random) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            attributes.put("pk", new StringValue("customer-" + i));
            for (int n = 1; n <= 5; n++) {
                attributes.put("text" + n, new StringValue("some text of the item " + random.nextInt(1_000_000)));
            }
            for (int n = 1; n <= 4; n++) {
                attributes.put("number" + n, NumberValue.of(random.nextInt(1_000_000)));
            }
            items.add(Item.of(attributes));
        }
        return items;
    }

    /** Forty attributes, each of them there or not as if by a coin. */
    static List<Item> optional(Random random) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            attributes.put("pk", new StringValue("customer-" + i));
            attributes.put("text1", new StringValue("always there " + i));
            for (int n = 0; n < 40; n++) {
                if (random.nextInt(4) == 0) {
                    attributes.put("optional" + n, NumberValue.of(random.nextInt(1000)));
                }
            }
            attributes.put("number1", NumberValue.of(i));
            items.add(Item.of(attributes));
        }
        return items;
    }
}
