package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run --reality` and `run --shadow`, as typed. Whether a busy machine lets the robot stand does not matter here.
class RealityAndShadowTest {
    @TempDir
    Path folder = Path.of("");

    private CommandBench bench = new CommandBench(folder);

    @BeforeEach
    void home() {
        bench = new CommandBench(folder);
    }

    @Test
    void aRealityIsPlantedIntoAnEmulatedRobotOnly() throws IOException {
        Path bundle = folder.resolve("balancer.bundle");
        BalancerBundle.write(folder, bundle);
        Path file = bench.file("r.yaml", "reality: r\nrobot: balancer\nimu: {mounting: 20 deg}\n");
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--reality must come with --emulated, came without",
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--reality",
                file.toString());
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                file + ":3: key 'imu.mounting' must be -11.4592 deg to 11.4592 deg, was '20 deg'",
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--emulated",
                "--reality",
                file.toString());
    }

    @Test
    void aShadowOfTheSameBundleDivergesByNothing() throws IOException {
        Path bundle = folder.resolve("balancer.bundle");
        BalancerBundle.write(folder, bundle);
        Path flight = folder.resolve("flight.mcap");
        Path file = bench.file("r.yaml", "reality: bent\nrobot: balancer\nimu: {mounting: 1 deg}\n");
        Path json = folder.resolve("figures.json");
        bench.run(
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--emulated",
                "--seconds",
                "1",
                "--reality",
                file.toString(),
                "--shadow",
                bundle.toString(),
                "--record",
                flight.toString(),
                "--json",
                json.toString());
        String figures = Files.readString(json);

        assertTrue(bench.out().contains("reality bent, planted into the emulated robot\n"), bench.out());
        assertTrue(bench.out().contains("apart by at most p50 0.0, p99 0.0, max 0.0; 0 failed, "), bench.out());
        assertTrue(figures.contains("\"reality\": \"bent\""), figures);
        assertTrue(figures.contains("\"shadow.largest\": 0.0"), figures);
        assertTrue(figures.contains("\"shadow.compared\": "), figures);
        bench.run("replay", flight.toString());
        assertTrue(bench.out().contains("board          emulated, with reality bent\n"), bench.out());
    }

    @Test
    void aShadowIsHeldAgainstTheRobotAsABundleIs() throws IOException {
        Path bundle = folder.resolve("balancer.bundle");
        BalancerBundle.write(folder, bundle);
        Path none = folder.resolve("none.bundle");
        bench.assertRefused(
                ExitCode.NO_INPUT,
                "no such file: " + none,
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--emulated",
                "--shadow",
                none.toString());
        Path text = bench.file("notes.txt", "notes, not a bundle");
        int code =
                bench.run("run", bundle.toString(), "--robot", "balancer", "--emulated", "--shadow", text.toString());

        assertEquals(ExitCode.REFUSED, code, bench.err());
    }
}
