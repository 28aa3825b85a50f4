package io.itemql.store.operation;

import io.itemql.item.Item;
import io.itemql.store.ItemKey;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A number that tells a request from others: equal requests have the same one in every process, whatever the order of the
 * attributes of their items. Hash codes would not do, because those of enums differ from process to process.
 */
public final class RequestFingerprint {
    private final StringBuilder text = new StringBuilder();

    private RequestFingerprint() {}

    /** @param request made of records, lists, sorted sets, maps by name, items, and what has a text of its own */
    public static long of(Object request) {
        RequestFingerprint fingerprint = new RequestFingerprint();
        fingerprint.add(request);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(fingerprint.text.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void add(Object part) {
        if (part instanceof Item item) {
            add(item.attributes());
        } else if (part instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, value) -> sorted.put((String) name, value));
            begin("map", sorted.size());
            sorted.forEach((name, value) -> {
                addText(name);
                add(value);
            });
        } else if (part instanceof Collection<?> elements) {
            begin("list", elements.size());
            elements.forEach(this::add);
        } else if (part instanceof Optional<?> optional) {
            begin("optional", optional.isPresent() ? 1 : 0);
            optional.ifPresent(this::add);
        } else if (part instanceof ItemKey key) {
            begin("key", 2);
            add(key.partition());
            add(key.sort());
        } else if (part instanceof Record record) {
            addRecord(record);
        } else {
            begin(part.getClass().getSimpleName(), 1);
            addText(part.toString());
        }
    }

    private void addRecord(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        begin(record.getClass().getSimpleName(), components.length);
        for (RecordComponent component : components) {
            try {
                add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a request is made of public records", e);
            }
        }
    }

    private void begin(String kind, int size) {
        text.append(kind).append(size).append(';');
    }

    private void addText(String part) {
        text.append(part.length()).append(':').append(part);
    }
}
