package io.itemql.tck.sql.replay;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recorded cases, or fixtures, as they are in a file. */
final class Corpus {
    private final Map<?, ?> root;

    private Corpus(Map<?, ?> root) {
        this.root = root;
    }

    static Corpus read(Path file) throws IOException {
        return new Corpus((Map<?, ?>) expanded(Json.read(Files.readString(file))));
    }

    /** Long texts are written as {@code {"$repeat": [text, times]}}. */
    private static Object expanded(Object tree) {
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(expanded(element)));
            return copy;
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        if (map.get("$repeat") instanceof List<?> repeat) {
            return ((String) repeat.get(0)).repeat(((BigDecimal) repeat.get(1)).intValueExact());
        }
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, expanded(value)));
        return copy;
    }

    Map<?, ?> map(String member) {
        return (Map<?, ?>) root.get(member);
    }

    List<Map<?, ?>> list(String member) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (root.get(member) instanceof List<?> list) {
            list.forEach(element -> maps.add((Map<?, ?>) element));
        }
        return maps;
    }
}
