package io.itemql.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyntaxMessageTest {
    static Stream<Arguments> wrongStatements() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        List<String> lines = Statements.lines("wrong-statements.txt");
        for (int i = 0; i < lines.size(); i += 2) {
            cases.add(Arguments.of(
                    lines.get(i).replace("\\n", "\n"), lines.get(i + 1).strip()));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("wrongStatements")
    void saysWhatIsWrongAndWhere(String statement, String message) {
        ItemException refusal = assertThrows(ItemException.class, () -> StatementParser.parse(statement));
        assertEquals(message, refusal.getMessage());
        assertEquals(ErrorCode.SYNTAX_ERROR, refusal.code());
        assertTrue(refusal.line() > 0 && refusal.column() > 0);
    }

    @Test
    void everyPrefixOfAStatementIsRefusedPolitelyOrAccepted() throws IOException {
        for (String statement : Statements.lines("statements.txt")) {
            for (int length = 0; length < statement.length(); length += 5) {
                String prefix = statement.substring(0, length);
                try {
                    StatementParser.parse(prefix);
                } catch (ItemException e) {
                    assertEquals(ErrorCode.SYNTAX_ERROR, e.code(), prefix);
                    assertTrue(e.getMessage().length() < 200 + length, e.getMessage());
                }
            }
        }
    }

    @Test
    void everyStatementWithATokenLeftOutIsRefusedPolitelyOrAccepted() throws IOException {
        for (String statement : Statements.lines("statements.txt")) {
            String[] words = statement.split(" ", -1);
            for (int left = 0; left < words.length; left++) {
                List<String> rest = new ArrayList<>(List.of(words));
                rest.remove(left);
                String text = String.join(" ", rest);
                try {
                    StatementParser.parse(text);
                } catch (ItemException e) {
                    assertEquals(ErrorCode.SYNTAX_ERROR, e.code(), text);
                }
            }
        }
    }
}
