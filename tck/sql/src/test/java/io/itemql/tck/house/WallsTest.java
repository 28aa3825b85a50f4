package io.itemql.tck.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls of docs/ARCHITECTURE.md. */
class WallsTest {
    /** Fewer would mean that the import saw only a part, and the rules below passed on nothing. */
    private static final int CLASSES_MIN = 300;

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        List<Path> directories = Checkout.MODULES.stream()
                .map(module -> Checkout.path(module).resolve("target/classes"))
                .toList();
        classes = new ClassFileImporter().importPaths(directories);
    }

    @Test
    void theImportSawTheWholeProject() {
        assertTrue(classes.size() > CLASSES_MIN, "only " + classes.size() + " classes were imported");
        for (String module : List.of("store.mv", "plan.operator", "sql", "jdbc")) {
            assertTrue(
                    classes.stream().anyMatch(type -> type.getPackageName().startsWith("io.itemql." + module)), module);
        }
    }

    @Test
    void noPackageIsOnACycle() {
        slices().matching("io.itemql.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void calciteIsSeenOnlyByTheSqlPlanner() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.itemql.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.calcite..")
                .check(classes);
    }

    @Test
    void mvStoreIsSeenOnlyByTheEmbeddedEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.itemql.store.mv..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.h2..")
                .check(classes);
    }

    @Test
    void jdbcIsSeenOnlyByTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.itemql.jdbc..", "io.itemql.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(classes);
    }

    @Test
    void theDriverDoesNotKnowTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.itemql.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.itemql.console..", "org.jline..")
                .check(classes);
    }

    @Test
    void theWaistKnowsOnlyTheJdk() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.itemql.error..", "io.itemql.item..", "io.itemql.table..", "io.itemql.condition..")
                .or()
                .resideInAnyPackage("io.itemql.store", "io.itemql.store.operation", "io.itemql.store.system")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "io.itemql.error..",
                        "io.itemql.item..",
                        "io.itemql.table..",
                        "io.itemql.condition..",
                        "io.itemql.store",
                        "io.itemql.store.operation",
                        "io.itemql.store.system")
                .check(classes);
    }

    /** What checks the engine's bytes must not repeat a mistake of the engine. */
    @Test
    void theSecondReaderSharesNoCodeWithTheFirst() {
        noClasses()
                .that()
                .resideInAPackage("io.itemql.store.mv.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.itemql.store.mv",
                        "io.itemql.store.mv.row..",
                        "io.itemql.store.mv.key..",
                        "io.itemql.store.mv.index..",
                        "io.itemql.store.mv.journal..",
                        "io.itemql.store.mv.page..",
                        "io.itemql.store.mv.partition..",
                        "io.itemql.store.mv.table..")
                .check(classes);
    }

    @Test
    void plansKnowNeitherSqlNorAnEngine() {
        noClasses()
                .that()
                .resideInAnyPackage("io.itemql.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.itemql.sql..", "io.itemql.store.mv..", "io.itemql.jdbc..")
                .check(classes);
    }

    @Test
    void neitherPlannerNorDriverKnowsAnEngine() {
        noClasses()
                .that()
                .resideInAnyPackage("io.itemql.sql..", "io.itemql.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.itemql.store.mv..")
                .check(classes);
    }
}
