package io.itemql.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The item of the benchmarks: ten attributes, about 300 bytes, a device as partition key and a time as sort key. Made
 * from its number alone, so that every engine gets the same items without keeping them.
 */
final class Reading {
    /** How many items of one device there are. */
    static final int ITEMS_A_DEVICE = 100;

    private static final String[] CITIES = {"Delhi", "Pune", "Oslo", "Lima", "Kyoto", "Nairobi", "Quito", "Turin"};
    private static final String PAYLOAD = "0123456789abcdef".repeat(9);

    private final int number;

    Reading(int number) {
        this.number = number;
    }

    String device() {
        return "device-" + number / ITEMS_A_DEVICE;
    }

    long time() {
        return 1_700_000_000L + number % ITEMS_A_DEVICE * 60L;
    }

    String city() {
        return CITIES[mixed() % CITIES.length];
    }

    int temperature() {
        return mixed() / 8 % 400;
    }

    int humidity() {
        return mixed() / 64 % 100;
    }

    int battery() {
        return mixed() / 512 % 101;
    }

    String status() {
        return mixed() % 10 == 0 ? "ALARM" : "OK";
    }

    String firmware() {
        return "v" + mixed() % 5 + "." + mixed() % 9;
    }

    String owner() {
        return "owner-" + mixed() % 5000;
    }

    String payload() {
        return PAYLOAD;
    }

    private int mixed() {
        return (number * 0x9E3779B9) >>> 1;
    }

    /** The key of the raw baseline: the device, a zero byte, the time. */
    static byte[] rawKey(String device, long time) {
        byte[] text = device.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + 9)
                .put(text)
                .put((byte) 0)
                .putLong(time)
                .array();
    }

    /** The row of the raw baseline: eight offsets, then the attributes that are not keys. */
    byte[] rawRow() {
        byte[][] fields = {
            utf8(city()),
            number(temperature()),
            number(humidity()),
            number(battery()),
            utf8(status()),
            utf8(firmware()),
            utf8(owner()),
            utf8(payload())
        };
        int length = 2 * fields.length;
        for (byte[] field : fields) {
            length += field.length;
        }
        ByteBuffer row = ByteBuffer.allocate(length);
        int end = 2 * fields.length;
        for (byte[] field : fields) {
            end += field.length;
            row.putShort((short) end);
        }
        for (byte[] field : fields) {
            row.put(field);
        }
        return row.array();
    }

    /** A text of a raw row. */
    static String rawText(byte[] row, int field) {
        int start = start(row, field);
        return new String(row, start, end(row, field) - start, StandardCharsets.UTF_8);
    }

    /** A number of a raw row. */
    static long rawNumber(byte[] row, int field) {
        return ByteBuffer.wrap(row).getLong(start(row, field));
    }

    private static int start(byte[] row, int field) {
        return field == 0 ? 16 : end(row, field - 1);
    }

    private static int end(byte[] row, int field) {
        return (row[2 * field] & 0xFF) << 8 | (row[2 * field + 1] & 0xFF);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
