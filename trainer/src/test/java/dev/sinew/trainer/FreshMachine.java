package dev.sinew.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// JVMs that have run nothing yet. A program that one is asked with prints `answer` and what it has to say.
public final class FreshMachine {
    private static final String ANSWER = "answer ";

    private FreshMachine() {}

    /// {@return what a program says in a JVM of its own}
    ///
    /// @param program has a main method
    /// @param flags of the JVM, besides those that all tests run with
    /// @param arguments of the program
    /// @throws IOException when no JVM can be started
    public static String ask(Class<?> program, List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.onExit().join().exitValue(), output);
        String line = output.lines()
                .filter(text -> text.startsWith(ANSWER))
                .findFirst()
                .orElse("");
        assertTrue(line.length() > ANSWER.length(), output);
        return line.substring(ANSWER.length());
    }

    /// Says what a program has to say.
    ///
    /// @param text one line
    public static void answer(String text) {
        System.out.println(ANSWER + text);
    }
}
