package io.itemql.plan.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTextTest {
    private static void assertInterval(String expected, String text) {
        assertEquals(expected, IntervalText.parse(text).toString(), text);
    }

    @Test
    void readsWhatPostgresqlWrites() {
        assertInterval("PT24H", "1 day");
        assertInterval("P14M", "1 year 2 mons");
        assertInterval("P14MT76H5M6.5S", "1 year 2 mons 3 days 04:05:06.5");
        assertInterval("PT-24H", "1 DAY AGO");
        assertInterval("PT-22H", "-1 day +2 hours");
        assertInterval("PT-1H-30M", "-01:30");
        assertInterval("PT36H", "1.5 days");
        assertInterval("P18M", "1.5 years");
        assertInterval("PT360H", ".5 month");
        assertInterval("PT0.0015S", "1 ms 500us");
        assertInterval("P1200M", " 1  century ");
        assertInterval("PT0S", "0 days");
    }

    @Test
    void readsWhatItShows() {
        for (String text : List.of("P14M", "PT24H", "P-1MT2H", "PT-1H-30M", "PT0S", "PT1.5S")) {
            assertInterval(text, text);
        }
        assertInterval("P14MT76H", "P1Y2M3DT4H");
        assertInterval("PT504H", "P3W");
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : List.of(
                "",
                " ",
                "1",
                "day",
                "1 frob",
                "P",
                "T1H",
                "1 day x",
                "ago",
                "99999999999999999999 years",
                "99999999999999999999:00")) {
            assertEquals(
                    ErrorCode.INVALID_DATETIME,
                    assertThrows(ItemException.class, () -> IntervalText.parse(text), text)
                            .code());
        }
    }
}
