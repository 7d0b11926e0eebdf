package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run --record`, then `replay`, as typed. What becomes of the run on a busy machine does not matter: an overrun or a
/// cut is replayed as well.
class ReplayCommandTest {
    @TempDir
    Path folder = Path.of("");

    private CommandBench bench = new CommandBench(folder);
    private Path bundle = folder;
    private Path flight = folder;

    @BeforeEach
    void record() throws IOException {
        bench = new CommandBench(folder);
        bundle = folder.resolve("balancer.bundle");
        flight = folder.resolve("flight.mcap");
        BalancerBundle.write(folder, bundle);
        Path faults = bench.file("faults.yaml", """
                faults:
                  - {fault: absent, device: mpu6050, at: 1.2 s, for: 20 ms}
                """);
        bench.run(
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--emulated",
                "--seconds",
                "1",
                "--faults",
                faults.toString(),
                "--record",
                flight.toString());
        assertTrue(Files.exists(flight), bench.err());
    }

    @Test
    void aRecordReplaysByItselfWithEveryByteEqual() throws IOException {
        Path json = folder.resolve("figures.json");
        Files.delete(bundle); // it is in the record
        int code = bench.run("replay", flight.toString(), "--json", json.toString());
        String figures = Files.readString(json);

        assertEquals("", bench.err());
        assertEquals(ExitCode.OK, code, bench.out());
        assertTrue(bench.out().contains("board          emulated\n"), bench.out());
        assertTrue(bench.out().contains("differing      0 ticks, 0 bytes\n"), bench.out());
        assertTrue(bench.out().contains("the same answer to the bit in "), bench.out());
        assertTrue(figures.contains("\"first_difference\": \"\""), figures);
        assertTrue(figures.contains("\"differing_answers\": 0"), figures);
    }

    @Test
    void thePolicyOfTheRecordWouldHaveActedAlike() throws IOException {
        Path json = folder.resolve("figures.json");
        int code = bench.run(
                "replay",
                flight.toString(),
                "--policy",
                bundle.toString(),
                "--engine",
                "JAVA",
                "--json",
                json.toString());

        assertEquals(ExitCode.OK, code, bench.err());
        assertTrue(bench.out().contains(": beyond 0.05 in 0 of "), bench.out());
        assertTrue(Files.readString(json).contains("\"action.left_wheel.largest\": "), Files.readString(json));
    }

    @Test
    void aCutRecordIsReplayedAsFarAsItIsWhole() throws IOException {
        byte[] whole = Files.readAllBytes(flight);
        Files.write(flight, Arrays.copyOf(whole, whole.length / 2));
        int code = bench.run("replay", flight.toString());

        assertEquals(ExitCode.BAD_INPUT, code);
        assertTrue(
                bench.err()
                        .matches("sinew: \\Q" + flight
                                + "\\E is not whole: it ends after tick \\d+ without the stop of its"
                                + " run: it was cut off; nothing after that was replayed\n"),
                bench.err());
        assertTrue(bench.out().contains("differing      0 ticks, 0 bytes\n"), bench.out());
    }

    @Test
    void whatIsNoRecordOrNoBundleIsRefused() throws IOException {
        Path text = bench.file("notes.txt", "notes, not a flight");
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                text + " is no MCAP file: it must begin with 89 4D 43 41 50 30 0D 0A",
                "replay",
                text.toString());
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "flight record must be a file, was the folder " + folder,
                "replay",
                folder.toString());
        Path none = folder.resolve("none.mcap");
        bench.assertRefused(ExitCode.NO_INPUT, "no such file: " + none, "replay", none.toString());
        bench.assertRefused(
                ExitCode.REFUSED,
                "bundle does not start as a zip file",
                "replay",
                flight.toString(),
                "--policy",
                text.toString());
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--tolerance must be 0-2, was -1.0",
                "replay",
                flight.toString(),
                "--tolerance",
                "-1");
    }

    @Test
    void noPrivateKeyIsInARecord() throws IOException {
        String bytes = Files.readString(flight, StandardCharsets.ISO_8859_1);
        String key = Files.readAllLines(folder.resolve("keys/me.key")).get(1); // between the lines of its frame

        assertTrue(bytes.contains("counts_per_turn"), "the wiring is");
        assertTrue(!bytes.contains(key), "the key that signed is not");
    }
}
