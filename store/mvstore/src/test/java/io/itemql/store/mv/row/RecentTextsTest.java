package io.itemql.store.mv.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.itemql.item.StringValue;
import io.itemql.store.mv.key.Utf8;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
    private final RecentTexts texts = new RecentTexts();

    private StringValue read(String text) {
        byte[] bytes = Utf8.encode(text);
        byte[] row = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, row, 4, bytes.length);
        return texts.read(row, 4, 4 + bytes.length);
    }

    @Test
    void everyTextIsTheOneThatIsStored() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "aAbé名";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(random.nextInt(10) == 0 ? 60 : 12); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertEquals(text.toString(), read(text.toString()).value(), "seed " + seed);
        }
    }

    @Test
    void aTextThatComesAgainIsTheSameObject() {
        StringValue first = read("Pune");
        read("pune");
        read("a text of more than eight bytes");
        assertSame(first, read("Pune"));
        assertSame(read(""), read(""));
    }

    @Test
    void whereTextsDoNotComeAgainNoneIsRemembered() {
        for (int i = 0; i < 2000; i++) {
            read("text " + i);
        }
        assertNotSame(read("Pune"), read("Pune"));
    }
}
