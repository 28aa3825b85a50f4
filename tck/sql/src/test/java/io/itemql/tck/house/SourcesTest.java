package io.itemql.tck.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Lengths and comments, measured on the sources themselves. */
class SourcesTest {
    private static final int METHOD_LINES_MAX = 60;
    private static final int FILE_LINES_MAX = 500;
    /** One interface method after another; splitting it would only hide them. */
    private static final int METADATA_LINES_MAX = 900;

    @Test
    void filesAreShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : Checkout.mainSources()) {
            long lines = Files.readAllLines(source).size();
            boolean metadata = source.getFileName().toString().endsWith("DatabaseMetaData.java");
            if (lines > (metadata ? METADATA_LINES_MAX : FILE_LINES_MAX)) {
                tooLong.add(source.getFileName() + ": " + lines);
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void methodsAreShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(Checkout.mainSources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            int[] methods = new int[1];
            for (CompilationUnitTree unit : task.parse()) {
                LineMap lines = unit.getLineMap();
                unit.accept(
                        new TreeScanner<Void, Void>() {
                            @Override
                            public Void visitMethod(MethodTree method, Void unused) {
                                long first = lines.getLineNumber(positions.getStartPosition(unit, method));
                                long last = lines.getLineNumber(positions.getEndPosition(unit, method));
                                methods[0]++;
                                if (last - first + 1 > METHOD_LINES_MAX) {
                                    tooLong.add(unit.getSourceFile().getName() + " " + method.getName() + ": "
                                            + (last - first + 1));
                                }
                                return super.visitMethod(method, null);
                            }
                        },
                        null);
            }
            assertTrue(methods[0] > 1000, "only " + methods[0] + " methods were measured");
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void everyPackageSaysWhatLivesThere() {
        Set<Path> without = new TreeSet<>();
        for (Path source : Checkout.mainSources()) {
            if (!Files.exists(source.resolveSibling("package-info.java"))) {
                without.add(source.getParent());
            }
        }
        assertEquals(Set.of(), without);
    }

    @Test
    void nothingIsLeftUnfinished() throws IOException {
        Pattern unfinished = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b|printStackTrace\\(\\)");
        List<String> found = new ArrayList<>();
        for (Path source : Checkout.mainSources()) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (unfinished.matcher(lines.get(i)).find()) {
                    found.add(source.getFileName() + ":" + (i + 1) + " "
                            + lines.get(i).strip());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** A name is written out in full only where another class of that name is imported. */
    @Test
    void classesAreImported() throws IOException {
        Pattern inFull = Pattern.compile("(?<![\\w.\"])(?:javax?|io\\.itemql|org)(?:\\.[a-z]\\w*)+\\.([A-Z]\\w*)");
        List<String> found = new ArrayList<>();
        for (Path source : Checkout.mainSources()) {
            String text = Files.readString(source);
            for (String line : text.lines().toList()) {
                if (line.matches("(import|package) .*|\\s*(/?\\*|//).*")) {
                    continue;
                }
                inFull.matcher(line)
                        .results()
                        .filter(name -> !Pattern.compile("import [\\w.]+\\." + name.group(1) + ";")
                                .matcher(text)
                                .find())
                        .forEach(name -> found.add(source.getFileName() + ": " + name.group()));
            }
        }
        assertEquals(List.of(), found);
    }
}
