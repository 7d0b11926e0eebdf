package dev.sinew.runtime.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/// The official Python packages `mcap`, `mcap-protobuf-support` and `protobuf`, when the environment variable
/// `SINEW_PYTHON` names an interpreter that has them.
final class PythonReader {
    private PythonReader() {}

    /// {@return what the packages find in a record, as JSON}
    static String read(Path record, Path scratch) throws IOException, InterruptedException {
        String python = System.getenv("SINEW_PYTHON");
        if (python == null) {
            System.err.println("SKIPPED: SINEW_PYTHON names no Python with mcap and mcap-protobuf-support");
            Assumptions.abort("SINEW_PYTHON names no Python with mcap and mcap-protobuf-support");
        }
        Path script = scratch.resolve("read_record.py");
        try (InputStream source = PythonReader.class.getResourceAsStream("read_record.py")) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
        Process process = new ProcessBuilder(python, script.toString(), record.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
