package io.itemql.store.mv.row;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.key.ByteBuilder;
import io.itemql.store.mv.key.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The names that the rows of one table use, as numbers: its top-level attributes with the types seen under each, and
 * the names within its maps. It only grows. An entry is written to an {@link EntryLog} before it becomes visible, so no
 * row can be written down ahead of the entries that it needs; applied in the same order, the entries make the same
 * dictionary.
 *
 * <p>Names beyond {@link #ATTRIBUTES_MAX} or {@link #NESTED_NAMES_MAX}, and names longer than {@link #NAME_BYTES_MAX},
 * are not taken in: rows then carry them themselves. So names used as data cost space but never fail, and cannot fill
 * the memory.
 *
 * <p>Safe for use by several threads; looking up takes no lock.
 */
public final class Dictionary {
    public static final int ATTRIBUTES_MAX = 1000;
    public static final int NESTED_NAMES_MAX = 1000;
    public static final int NAME_BYTES_MAX = 255;

    /** The number that stands for "not in the dictionary". */
    static final int UNKNOWN = -1;
    /** The attribute number under which a row keeps the map of its attributes that the dictionary does not know. */
    static final int REST = 0;

    private static final int ENTRY_ATTRIBUTE = 1;
    private static final int ENTRY_KIND = 2;
    private static final int ENTRY_NESTED_NAME = 3;

    private final String place;
    private final Map<String, Integer> attributeNumbers = new ConcurrentHashMap<>();
    private final Map<String, Integer> nestedNumbers = new ConcurrentHashMap<>();
    /** By number, from 1; replaced on every addition. */
    private volatile String[] attributes = new String[1];
    /** A bit for each kind of value seen under an attribute; replaced on every addition. */
    private volatile int[] kinds = new int[1];

    /** Whether no attribute is taken in any more. */
    private volatile boolean full;

    private volatile String[] nestedNames = new String[0];
    private final List<byte[]> entries = new ArrayList<>();
    private final AtomicInteger version = new AtomicInteger();

    /**
     * An empty dictionary.
     *
     * @param place what messages about damage name, such as a table and its store
     */
    public Dictionary(String place) {
        this.place = place;
    }

    /** How many entries describe top-level attributes and their types; grows when one appears for the first time. */
    public int version() {
        return version.get();
    }

    /** All entries, oldest first. */
    public List<byte[]> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /**
     * Takes an entry that an {@link EntryLog} was given earlier. An entry that is there already changes nothing, so
     * that a journal may be replayed from before a checkpoint.
     *
     * @throws ItemException with {@link ErrorCode#STORE_DAMAGED} if the entry does not fit the ones before it
     */
    public void apply(byte[] entry) {
        synchronized (entries) {
            ByteSource in = new ByteSource(entry, 0);
            int sort = in.next();
            int number = (int) in.varint();
            if (sort == ENTRY_KIND) {
                check(number > REST && number < attributes.length && entry.length == in.position() + 1, entry);
                int kind = in.next();
                check(kind < Tag.COUNT, entry);
                if ((kinds[number] & (1 << kind)) == 0) {
                    addKind(number, kind, entry);
                }
                return;
            }
            String name = Utf8.decode(entry, in.position(), entry.length - in.position());
            if (sort == ENTRY_ATTRIBUTE) {
                if (number < attributes.length) {
                    check(name.equals(attributes[number]), entry);
                } else {
                    check(number == attributes.length, entry);
                    addAttribute(name, entry);
                }
            } else {
                check(sort == ENTRY_NESTED_NAME, entry);
                if (number < nestedNames.length) {
                    check(name.equals(nestedNames[number]), entry);
                } else {
                    check(number == nestedNames.length, entry);
                    addNestedName(name, entry);
                }
            }
        }
    }

    private void check(boolean fits, byte[] entry) {
        if (!fits) {
            throw damaged("a dictionary entry does not fit: " + Arrays.toString(entry));
        }
    }

    /** The failure to throw where a row cannot have been written with this dictionary. */
    ItemException damaged(String what) {
        return new ItemException(ErrorCode.STORE_DAMAGED, place, what);
    }

    /** The number of an attribute, {@link #UNKNOWN} if there is none. */
    int attribute(String name) {
        Integer number = attributeNumbers.get(name);
        return number == null ? UNKNOWN : number;
    }

    String attributeName(int number) {
        String[] names = attributes;
        if (number <= REST || number >= names.length) {
            throw damaged("a row uses attribute number " + number + " of " + (names.length - 1));
        }
        return names[number];
    }

    /** The number of a name within maps, {@link #UNKNOWN} if there is none. */
    int nestedName(String name) {
        Integer number = nestedNumbers.get(name);
        return number == null ? UNKNOWN : number;
    }

    String nestedName(int number) {
        String[] names = nestedNames;
        if (number < 0 || number >= names.length) {
            throw damaged("a row uses nested name number " + number + " of " + names.length);
        }
        return names[number];
    }

    /**
     * The number of an attribute that is about to be stored with a value of a kind; adds what is new.
     *
     * @return {@link #UNKNOWN} if the dictionary does not take the name in
     */
    int learnAttribute(String name, int kind, EntryLog log) {
        // Read before the look-up: the last name that fits is found whenever this is true.
        boolean wasFull = full;
        Integer known = attributeNumbers.get(name);
        if (known != null && (kinds[known] & (1 << kind)) != 0) {
            return known;
        }
        if (known == null && wasFull) {
            return UNKNOWN;
        }
        synchronized (entries) {
            int number = attribute(name);
            if (number == UNKNOWN) {
                if (attributes.length > ATTRIBUTES_MAX || !fits(name)) {
                    return UNKNOWN;
                }
                number = attributes.length;
                byte[] entry =
                        entry(ENTRY_ATTRIBUTE, number).put(Utf8.encode(name)).toByteArray();
                log.append(entry);
                addAttribute(name, entry);
            }
            if ((kinds[number] & (1 << kind)) == 0) {
                byte[] entry = entry(ENTRY_KIND, number).put(kind).toByteArray();
                log.append(entry);
                addKind(number, kind, entry);
            }
            return number;
        }
    }

    /** The number of a name within a map that is about to be stored; {@link #UNKNOWN} if it is not taken in. */
    int learnNestedName(String name, EntryLog log) {
        Integer known = nestedNumbers.get(name);
        if (known != null) {
            return known;
        }
        if (nestedNames.length >= NESTED_NAMES_MAX || !fits(name)) {
            return UNKNOWN;
        }
        synchronized (entries) {
            int number = nestedName(name);
            if (number == UNKNOWN && nestedNames.length < NESTED_NAMES_MAX) {
                number = nestedNames.length;
                byte[] entry =
                        entry(ENTRY_NESTED_NAME, number).put(Utf8.encode(name)).toByteArray();
                log.append(entry);
                addNestedName(name, entry);
            }
            return number;
        }
    }

    private static boolean fits(String name) {
        return name.length() <= NAME_BYTES_MAX && Utf8.encode(name).length <= NAME_BYTES_MAX;
    }

    private static ByteBuilder entry(int sort, int number) {
        return new ByteBuilder(32).put(sort).putVarint(number);
    }

    private void addAttribute(String name, byte[] entry) {
        String[] longer = Arrays.copyOf(attributes, attributes.length + 1);
        longer[attributes.length] = name;
        kinds = Arrays.copyOf(kinds, longer.length);
        attributes = longer;
        attributeNumbers.put(name, longer.length - 1);
        full = longer.length > ATTRIBUTES_MAX;
        entries.add(entry);
        version.incrementAndGet();
    }

    private void addKind(int number, int kind, byte[] entry) {
        int[] changed = kinds.clone();
        changed[number] |= 1 << kind;
        kinds = changed;
        entries.add(entry);
        version.incrementAndGet();
    }

    private void addNestedName(String name, byte[] entry) {
        String[] longer = Arrays.copyOf(nestedNames, nestedNames.length + 1);
        longer[nestedNames.length] = name;
        nestedNames = longer;
        nestedNumbers.put(name, longer.length - 1);
        entries.add(entry);
    }
}
