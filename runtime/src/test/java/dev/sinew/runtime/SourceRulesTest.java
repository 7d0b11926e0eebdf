package dev.sinew.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.ClassTree;
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
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The lengths that keep this module's sources readable, counted by the compiler's own parser.
class SourceRulesTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 7;
    private static final int COLUMNS = 120;

    private final List<String> violations = new ArrayList<>();

    @Test
    void filesMethodsAndLinesKeepTheirLengths() throws IOException {
        List<Path> sources = sources();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            check(source + " lines", lines.size(), FILE_LINES);
            for (int i = 0; i < lines.size(); i++) {
                check(source + ":" + (i + 1) + " columns", lines.get(i).length(), COLUMNS);
            }
        }
        parse(sources);

        assertEquals(List.of(), violations);
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        List<Path> silent = new ArrayList<>();
        for (Path source : sources()) {
            Path info = source.resolveSibling("package-info.java");
            if (source.startsWith(Path.of("src", "main")) && !Files.exists(info)) {
                silent.add(info);
            }
        }

        assertEquals(List.of(), silent);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertFalse(sources.isEmpty(), "this test must run in the module's folder");
            return sources;
        }
    }

    private void parse(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Lengths(unit, positions).scan(unit, null);
            }
        }
    }

    private void check(String what, long value, long most) {
        if (value > most) {
            violations.add(what + " must be at most " + most + ", were " + value);
        }
    }

    /// Measures the methods and counts the public types of one file.
    private final class Lengths extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Lengths(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitCompilationUnit(CompilationUnitTree tree, @Nullable Void unused) {
            long publicTypes = tree.getTypeDecls().stream()
                    .filter(type -> type instanceof ClassTree declared
                            && declared.getModifiers().getFlags().contains(Modifier.PUBLIC))
                    .count();
            check(tree.getSourceFile().getName() + " public types", publicTypes, 1);
            return super.visitCompilationUnit(tree, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            String name = unit.getSourceFile().getName() + ":" + first + " " + method.getName();
            check(name + " lines", last - first + 1, METHOD_LINES);
            check(name + " parameters", method.getParameters().size(), PARAMETERS);
            return super.visitMethod(method, null);
        }
    }
}
