package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.recorder.FlightRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `run --learn` of the emulated balancer, with nobody at the broker's address.
@Timeout(120)
class RunLearnTest {
    @TempDir
    Path folder = Path.of("");

    private Path bundle = Path.of("");
    private String uri = "";

    @BeforeEach
    void prepares() throws IOException {
        bundle = folder.resolve("balancer.bundle");
        BalancerBundle.write(folder, bundle);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            uri = "tcp://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void whatNobodyTakesWaitsInTheSpoolForTheNextRun() throws IOException {
        Path spool = folder.resolve("waiting");
        Path flight = folder.resolve("flight.mcap");
        String first = figures("--spool", spool.toString(), "--noise", "0.05", "--record", flight.toString());
        String second = figures("--spool", spool.toString(), "--noise", "0");
        long produced = figure(first, "produced");

        assertTrue(produced > 50, first);
        assertEquals(produced, figure(first, "spooled"));
        assertEquals(0, figure(first, "dropped"));
        assertEquals(0, figure(first, "queued"));
        assertEquals(produced, figure(second, "recovered"));
        assertEquals(produced + figure(second, "produced"), figure(second, "spooled"));
        try (FlightRecord record = FlightRecord.open(flight)) {
            Exploration noise = Exploration.of(record.session()).orElseThrow();
            assertEquals(0.05, noise.std());
            assertEquals(3, noise.cutoff());
        }
    }

    @Test
    void theSpoolIsInTheUsersFolderUnlessItIsNamed() throws IOException {
        figures();

        try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
            assertTrue(files.anyMatch(Files::isRegularFile), "experience in the user's folder");
        }
    }

    @Test
    void aSpoolThatCannotBeMadeIsAnErrorBeforeAnythingMoves() throws IOException {
        Path file = Files.writeString(folder.resolve("no-folder"), "text");
        CommandBench bench = new CommandBench(folder);

        int code = bench.run(arguments("--spool", file.toString()).toArray(String[]::new));

        assertEquals(ExitCode.CANNOT_WRITE, code, bench.err());
        assertTrue(bench.err().contains(file.toString()), bench.err());
        assertTrue(!bench.out().contains("arming to active"), bench.out());
    }

    @Test
    void refusesWhatCannotBeMeant() {
        CommandBench bench = new CommandBench(folder);
        String robot = "balancer";

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--spool, --spool-mb, --noise and --cutoff must come with --learn, came without",
                "run",
                bundle.toString(),
                "--robot",
                robot,
                "--emulated",
                "--noise",
                "0.1");
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--noise must be 0-1, was 2.0",
                arguments("--noise", "2").toArray(String[]::new));
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--spool-mb must be 1-1048576, was 0",
                arguments("--spool-mb", "0").toArray(String[]::new));
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--cutoff must be positive and finite, was -1.0",
                arguments("--cutoff", "-1").toArray(String[]::new));
    }

    private String figures(String... more) throws IOException {
        Path json = folder.resolve("figures.json");
        List<String> all = arguments(more);
        all.addAll(List.of("--json", json.toString()));
        CommandBench bench = new CommandBench(folder);
        int code = bench.run(all.toArray(String[]::new));
        assertEquals(ExitCode.OK, code, bench.out() + bench.err());
        assertTrue(bench.out().contains("\nexperience "), bench.out());
        return Files.readString(json);
    }

    private List<String> arguments(String... more) {
        List<String> all = new ArrayList<>(List.of("run", bundle.toString(), "--robot", "balancer", "--emulated"));
        all.addAll(List.of("--seconds", "1", "--no-real-time", "--mqtt", uri, "--learn"));
        all.addAll(List.of(more));
        return all;
    }

    private static long figure(String json, String name) {
        Matcher found = Pattern.compile("\"experience\\." + name + "\": (\\d+)").matcher(json);
        return Optional.of(found)
                .filter(Matcher::find)
                .map(m -> Long.parseLong(m.group(1)))
                .orElse(-1L);
    }
}
