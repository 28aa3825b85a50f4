package io.itemql.sql.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    @Test
    void offersNamesThatDifferByOneKeystroke() {
        List<String> known = List.of("age", "name", "email");
        assertEquals(List.of("age"), NearestNames.of("agee", known), "insertion");
        assertEquals(List.of("name"), NearestNames.of("nme", known), "deletion");
        assertEquals(List.of("email"), NearestNames.of("emial", known), "swap");
        assertEquals(List.of("email"), NearestNames.of("enail", known), "replacement");
    }

    @Test
    void offersTheSameNameInAnotherCaseFirst() {
        assertEquals(List.of("userId", "userIds"), NearestNames.of("USERID", List.of("userIds", "userId")));
    }

    @Test
    void offersNothingThatIsFarAway() {
        assertEquals("", NearestNames.offer("age", List.of("street", "zip", "_id")));
        assertEquals("", NearestNames.offer("a", List.of()));
        assertEquals("", NearestNames.offer("a", List.of("b", "1")));
    }

    @Test
    void offersAtMostThree() {
        assertEquals("; did you mean ab or ac or ad?", NearestNames.offer("aa", List.of("ae", "ad", "ac", "ab", "bb")));
    }
}
