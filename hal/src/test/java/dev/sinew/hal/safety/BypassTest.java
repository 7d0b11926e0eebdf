package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A way around the gate does not compile.
class BypassTest {
    @TempDir
    java.nio.file.Path classes;

    /// {@return the error codes of the compiler for one method body in another package}
    private List<String> errors(String body) throws IOException {
        String source = "package bypass; import dev.sinew.hal.safety.*; class Bypass { " + body + " }";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///bypass/Bypass.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            compiler.getTask(null, files, found, List.of("-proc:none"), null, List.of(file))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getCode)
                .toList();
    }

    @Test
    void readingSafeTargetsCompiles() throws IOException {
        assertEquals(List.of(), errors("double f(SafeTargets t) { return t.get(0); }"));
    }

    @Test
    void makingSafeTargetsDoesNot() throws IOException {
        assertEquals(
                List.of("compiler.err.not.def.public.cant.access"),
                errors("SafeTargets f() { return new SafeTargets(2); }"));
    }

    @Test
    void changingSafeTargetsDoesNot() throws IOException {
        assertEquals(
                List.of("compiler.err.not.def.public.cant.access"), errors("void f(SafeTargets t) { t.set(0, 99); }"));
        assertEquals(
                List.of("compiler.err.not.def.public.cant.access"),
                errors("void f(SafeTargets t) { t.conclude(Verdict.PASS, Fault.NONE); }"));
    }

    @Test
    void extendingSafeTargetsDoesNot() throws IOException {
        assertTrue(errors("class Mine extends SafeTargets {}").contains("compiler.err.cant.inherit.from.final"));
    }
}
