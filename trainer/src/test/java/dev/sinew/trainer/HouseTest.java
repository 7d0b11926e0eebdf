package dev.sinew.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps this module readable, counted in its sources by the compiler's own parser: files of at most 400
/// lines, methods and lambdas of at most 40, at most 7 parameters, lines of at most 120 columns.
class HouseTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 7;
    private static final int COLUMNS = 120;

    @Test
    void keepsFilesMethodsAndLinesShort() throws IOException {
        assertEquals(List.of(), findings(Path.of("src")));
    }

    @Test
    void seesWhatIsTooLong(@TempDir Path folder) throws IOException {
        String body = "        step();\n".repeat(38);
        Files.writeString(
                folder.resolve("A.java"),
                "class A {\n    void fits() {\n" + body + "    }\n    void tooLong(\n            int x) {\n" + body
                        + "    }\n    // " + "x".repeat(114) + "\n}\n" + "\n".repeat(320));

        assertEquals(
                List.of("A.java:83: 121 columns", "A.java: 404 lines", "A.java:42: method of 41 lines"),
                findings(folder));
    }

    private static List<String> findings(Path root) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        assertFalse(sources.isEmpty(), "sources must be found below " + root);
        List<String> findings = new ArrayList<>();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > COLUMNS) {
                    findings.add(place(source, i + 1) + ": " + lines.get(i).length() + " columns");
                }
            }
            if (lines.size() > FILE_LINES) {
                findings.add(source.getFileName() + ": " + lines.size() + " lines");
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Lengths(unit, positions).scan(unit, findings);
            }
        }
        return findings;
    }

    private static String place(Path source, long line) {
        return source.getFileName() + ":" + line;
    }

    /// Measures the methods and lambdas of one file.
    private static final class Lengths extends TreeScanner<Void, List<String>> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private boolean inRecord;

        Lengths(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, List<String> findings) {
            boolean outer = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, findings);
            inRecord = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, List<String> findings) {
            measure(method, "method", findings);
            boolean components = inRecord && method.getReturnType() == null;
            if (!components && method.getParameters().size() > PARAMETERS) {
                findings.add(place(method) + ": " + method.getParameters().size() + " parameters");
            }
            return super.visitMethod(method, findings);
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree lambda, List<String> findings) {
            measure(lambda, "lambda", findings);
            return super.visitLambdaExpression(lambda, findings);
        }

        private void measure(Tree tree, String what, List<String> findings) {
            long end = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
            long lines = end - start(tree) + 1;
            if (lines > METHOD_LINES) {
                findings.add(place(tree) + ": " + what + " of " + lines + " lines");
            }
        }

        private String place(Tree tree) {
            return HouseTest.place(Path.of(unit.getSourceFile().getName()), start(tree));
        }

        private long start(Tree tree) {
            return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        }
    }
}
