package io.itemql.store.mv.check;

import java.util.ArrayList;
import java.util.List;

/** The dictionary of a table, read from its entries. */
final class DictionaryReader {
    private static final int ATTRIBUTE = 1;
    private static final int KIND = 2;
    private static final int NESTED_NAME = 3;
    private static final int TAGS = 12;
    /** More numbers than any dictionary gives. */
    private static final int NUMBER_MAX = 100_000;

    private final List<String> attributes = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();
    private final List<String> nestedNames = new ArrayList<>();
    private int entries;

    DictionaryReader() {
        // Number 0 stands for the attributes that have no number.
        attributes.add("");
        kinds.add(0);
    }

    /** Takes the next entry. An entry that is there already changes nothing. */
    void add(byte[] entry) {
        CheckedBytes in = new CheckedBytes(entry);
        int kind = in.next();
        long number = in.varint();
        if (kind == KIND) {
            int tag = in.next();
            in.expectEnd();
            if (number < 1 || number >= attributes.size() || tag >= TAGS) {
                throw new Malformed(
                        "an entry of tag " + tag + " under attribute " + number + " of " + (attributes.size() - 1));
            }
            kinds.set((int) number, kinds.get((int) number) | 1 << tag);
        } else if (kind == ATTRIBUTE) {
            if (addName(attributes, number, in.restText())) {
                kinds.add(0);
            }
        } else if (kind == NESTED_NAME) {
            addName(nestedNames, number, in.restText());
        } else {
            throw new Malformed("an entry of kind " + kind);
        }
        entries++;
    }

    /** Takes an entry though some before it may be missing. */
    void addBehindGap(byte[] entry) {
        CheckedBytes in = new CheckedBytes(entry);
        int kind = in.next();
        long number = in.varint();
        if (number > NUMBER_MAX) {
            throw new Malformed("an entry of number " + number);
        }
        if (kind == NESTED_NAME) {
            fill(nestedNames, number);
        } else {
            fill(attributes, kind == KIND ? number + 1 : number);
            while (kinds.size() < attributes.size()) {
                kinds.add(0);
            }
        }
        if (kind == ATTRIBUTE && number < attributes.size() && attributes.get((int) number) == null) {
            attributes.set((int) number, in.restText());
        } else {
            add(entry);
        }
    }

    private static void fill(List<String> names, long count) {
        while (names.size() < count) {
            names.add(null);
        }
    }

    private static boolean addName(List<String> names, long number, String name) {
        if (number >= 0 && number < names.size() && name.equals(names.get((int) number))) {
            return false;
        }
        if (number != names.size() || names.contains(name)) {
            throw new Malformed("an entry gives number " + number + " of " + names.size() + " to the name " + name);
        }
        names.add(name);
        return true;
    }

    int entries() {
        return entries;
    }

    String attribute(int number) {
        if (number < 1 || number >= attributes.size() || attributes.get(number) == null) {
            throw new Malformed("attribute number " + number + ", and the dictionary has " + (attributes.size() - 1));
        }
        return attributes.get(number);
    }

    /** Whether the dictionary knows that an attribute has values of a tag. */
    boolean knows(int number, int tag) {
        return (kinds.get(number) & 1 << tag) != 0;
    }

    String nestedName(int number) {
        if (number < 0 || number >= nestedNames.size() || nestedNames.get(number) == null) {
            throw new Malformed("nested name number " + number + ", and the dictionary has " + nestedNames.size());
        }
        return nestedNames.get(number);
    }
}
