package io.itemql.sql.dynamodb.run;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The text that a client gives back to get the next page. Holds the position, a digest of the statement with its
 * parameters, so that a token of another statement is noticed, and a checksum, so that one that was mangled is. It is no
 * secret: whoever can run the statement may read from any position of it.
 */
public final class PageToken {
    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 12;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    private PageToken() {}

    /** The token of a position in the items of a statement. */
    public static String of(PagePosition position, String statement, List<AttributeValue> parameters) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.write(digest(statement, parameters));
            out.writeInt(position.part());
            out.writeBoolean(position.after().isPresent());
            if (position.after().isPresent()) {
                write(out, position.after().get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] body = bytes.toByteArray();
        byte[] token = ByteBuffer.allocate(body.length + CHECKSUM_BYTES)
                .put(body)
                .putInt(checksum(body))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * The position that a token stands for.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_REFUSED} if it is no token, or one of another statement
     */
    public static PagePosition position(String token, String statement, List<AttributeValue> parameters) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body(token)))) {
            byte[] digest = new byte[DIGEST_BYTES];
            if (in.readByte() != VERSION) {
                throw new IOException("another version");
            }
            in.readFully(digest);
            int part = in.readInt();
            if (part < 0) {
                throw new IOException("no part of a plan");
            }
            Optional<ItemPosition> after = in.readBoolean() ? Optional.of(readPosition(in)) : Optional.empty();
            if (in.available() > 0) {
                throw new IOException("bytes behind the end");
            }
            if (!Arrays.equals(digest, digest(statement, parameters))) {
                throw new ItemException(ErrorCode.STATEMENT_REFUSED, "NextToken does not match request");
            }
            return new PagePosition(part, after);
        } catch (IOException e) {
            throw ItemException.causedBy(e, ErrorCode.STATEMENT_REFUSED, "Invalid NextToken");
        }
    }

    private static byte[] body(String token) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw new IOException("not in Base64", e);
        }
        int length = bytes.length - CHECKSUM_BYTES;
        byte[] body = Arrays.copyOf(bytes, Math.max(0, length));
        // Bits behind the last whole byte are part of the text, but not of the bytes.
        boolean same =
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
        if (length < 0
                || !same
                || ByteBuffer.wrap(bytes, length, CHECKSUM_BYTES).getInt() != checksum(body)) {
            throw new IOException("not as it was given out");
        }
        return body;
    }

    private static int checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return (int) checksum.getValue();
    }

    private static byte[] digest(String statement, List<AttributeValue> parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(statement.getBytes(StandardCharsets.UTF_8));
            for (AttributeValue parameter : parameters) {
                digest.update((byte) 0);
                digest.update(parameter.type().name().getBytes(StandardCharsets.UTF_8));
                digest.update(parameter.toString().getBytes(StandardCharsets.UTF_8));
            }
            return Arrays.copyOf(digest.digest(), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(DataOutputStream out, ItemPosition position) throws IOException {
        write(out, position.key());
        out.writeBoolean(position.indexKey().isPresent());
        if (position.indexKey().isPresent()) {
            write(out, position.indexKey().get());
        }
    }

    private static void write(DataOutputStream out, ItemKey key) throws IOException {
        write(out, key.partition());
        out.writeBoolean(key.sort().isPresent());
        if (key.sort().isPresent()) {
            write(out, key.sort().get());
        }
    }

    private static void write(DataOutputStream out, AttributeValue value) throws IOException {
        out.writeUTF(value.type().name());
        byte[] bytes = value instanceof BinaryValue binary
                ? binary.toByteArray()
                : text(value).getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(AttributeValue value) {
        return value instanceof StringValue string ? string.value() : value.toString();
    }

    private static ItemPosition readPosition(DataInputStream in) throws IOException {
        ItemKey key = readKey(in);
        return in.readBoolean() ? ItemPosition.of(key, readKey(in)) : ItemPosition.of(key);
    }

    private static ItemKey readKey(DataInputStream in) throws IOException {
        AttributeValue partition = readValue(in);
        return in.readBoolean() ? ItemKey.of(partition, readValue(in)) : ItemKey.of(partition);
    }

    private static AttributeValue readValue(DataInputStream in) throws IOException {
        String type = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length beyond the end");
        }
        byte[] bytes = in.readNBytes(length);
        if (type.equals(AttributeType.B.name())) {
            return BinaryValue.of(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (type.equals(AttributeType.S.name())) {
            return new StringValue(text);
        }
        try {
            return NumberValue.parse(text);
        } catch (ItemException e) {
            throw new IOException("no number", e);
        }
    }
}
