package io.itemql.tck.sqllogic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Scripts of SQLite's sqllogictest. {@code -Dsqllogic=long} runs select1 to select5 and a script of each random and each
 * index family; {@code -Dsqllogic=PATH,PATH} those of the jar that are named.
 */
class SqlLogicTest {
    private static final int FAILURES_SHOWN = 20;
    private static final List<String> SAMPLE =
            List.of("select1.test", "random/groupby/slt_good_1.test", "index/orderby/10/slt_good_1.test");
    private static final List<String> LONG = List.of(
            "select1.test",
            "select2.test",
            "select3.test",
            "select4.test",
            "select5.test",
            "random/aggregates/slt_good_1.test",
            "random/expr/slt_good_1.test",
            "random/groupby/slt_good_1.test",
            "random/select/slt_good_1.test",
            "index/between/10/slt_good_1.test",
            "index/commute/10/slt_good_1.test",
            "index/delete/10/slt_good_1.test",
            "index/in/10/slt_good_1.test",
            "index/orderby/10/slt_good_1.test",
            "index/orderby_nosort/10/slt_good_1.test",
            "index/random/10/slt_good_1.test",
            "index/view/10/slt_good_1.test");

    @Test
    void everyQueryIsEqual() throws IOException, SQLException {
        List<String> failures = new ArrayList<>();
        for (String name : scripts()) {
            LogicRun run = new LogicRun(LogicScript.read(name));
            run.run();
            System.out.println(run);
            failures.addAll(run.failures());
        }
        assertTrue(
                failures.isEmpty(),
                () -> failures.size() + " wrong\n"
                        + String.join("\n", failures.subList(0, Math.min(FAILURES_SHOWN, failures.size()))));
    }

    private static List<String> scripts() {
        String wanted = System.getProperty("sqllogic", "");
        if (wanted.isEmpty()) {
            return SAMPLE;
        }
        return wanted.equals("long") ? LONG : Arrays.asList(wanted.split(","));
    }
}
