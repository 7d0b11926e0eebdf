package dev.sinew.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sinew.runtime.cli.BalancerBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The robot's distribution as a user unpacks it. Maven runs this after packaging, with the place of the archives in
/// `sinew.distribution`.
@EnabledIfSystemProperty(named = "sinew.distribution", matches = ".+")
class DistributionTest {
    private static final long MOST_BYTES = 16_000_000;

    /// Every jar of a robot, without its version. ONNX Runtime lies unpacked beside them.
    private static final Set<String> JARS = new TreeSet<>(Set.of(
            "sinew-config",
            "sinew-hal",
            "sinew-runtime",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jackson-dataformat-yaml",
            "snakeyaml",
            "pi4j-core",
            "org.eclipse.paho.mqttv5.client",
            "picocli",
            "slf4j-api",
            "slf4j-simple",
            "jspecify"));

    private final String archives = System.getProperty("sinew.distribution", "");
    private final String processor = System.getProperty("os.arch").equals("amd64") ? "x64" : "aarch64";

    @TempDir
    Path folder = Path.of("");

    private Path home = Path.of("");

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        home = unpack(processor);
    }

    @Test
    void holdsItsPartsByNameAndNothingElse() throws IOException, InterruptedException {
        for (String each : List.of("x64", "aarch64")) {
            Path unpacked = unpack(each);
            Set<String> jars = new TreeSet<>();
            for (String name : names(unpacked.resolve("lib"))) {
                jars.add(name.replaceAll("-[0-9].*\\.jar$", ""));
            }
            assertTrue(jars.remove("onnxruntime"));
            assertEquals(JARS, jars);
            Path natives = unpacked.resolve("lib/onnxruntime/ai/onnxruntime/native");
            assertEquals(List.of("linux-" + each), names(natives));
            assertEquals(
                    List.of("libonnxruntime.so", "libonnxruntime4j_jni.so"), names(natives.resolve("linux-" + each)));
            assertEquals(List.of("CHANGELOG.md", "LICENSE", "README.md", "config", "lib", "sinew"), names(unpacked));
            assertTrue(Files.size(archive(each)) < MOST_BYTES, archive(each) + ": " + Files.size(archive(each)));
        }
    }

    @Test
    void checksABundleAndNamesTheDeviceThatIsMissing() throws IOException, InterruptedException {
        BalancerBundle.write(folder.resolve("home"), folder.resolve("a.bundle"));

        Said check = sinew("check", "a.bundle", "--robot", "balancer");
        assertEquals(new Said(0, check.out(), ""), check);
        assertTrue(check.out().contains("may run on balancer"), check.out());

        assumeFalse(
                Files.exists(Path.of("/dev/gpiochip0")), "SKIPPED: this machine has pins, a test must not drive them");
        Said run = sinew("run", "a.bundle", "--robot", "balancer");
        assertTrue(
                run.err().startsWith("sinew: no GPIO chip of a Raspberry Pi header among /dev/gpiochip*: "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(69, run.code());
    }

    @Test
    void knowsItsRobotsAndExaminesTheMachine() throws IOException, InterruptedException {
        Said robots = sinew("robots");
        assertEquals(new Said(0, robots.out(), ""), robots);
        assertTrue(robots.out().matches("""
                        balancer: 100 Hz, [0-9]+ devices, joints left_wheel, right_wheel
                        furuta: 100 Hz, [0-9]+ devices, joints arm, pendulum
                        """), robots.out());

        Said doctor = sinew("doctor");
        assertEquals("", doctor.err());
        assertTrue(doctor.out().contains("ok    ONNX Runtime"), doctor.out());
        assertEquals(0, doctor.code());
    }

    @Test
    void readsItsConfigurationFromTheFolderThatLiesOpen() throws IOException, InterruptedException {
        Path robot = home.resolve("config/robots/balancer/robot.yaml");
        Files.writeString(robot, Files.readString(robot).replace("rate: 100 Hz", "rate: 50 Hz"));

        assertTrue(sinew("robots").out().startsWith("balancer: 50 Hz"));
    }

    @Test
    void saysOfAWorkstationsCommandWhereItIs() throws IOException, InterruptedException {
        assertEquals(
                new Said(
                        69,
                        "",
                        "sinew: 'demo' is for a workstation: type ./sinew demo --seed 1 in a clone of Sinew there;"
                                + " a robot has run, command, replay, check, keys, robots and doctor\n"),
                sinew("demo", "--seed", "1"));
        BalancerBundle.write(folder.resolve("home"), folder.resolve("a.bundle"));
        assertEquals(
                new Said(
                        69,
                        "",
                        "sinew: no physics for robot 'balancer' here: --emulated is for a workstation, type"
                                + " ./sinew run ... --emulated in a clone of Sinew there; without --emulated, run"
                                + " drives the pins of this machine\n"),
                sinew("run", "a.bundle", "--robot", "balancer", "--emulated"));
    }

    private Path archive(String each) {
        return Path.of(archives + "-linux-" + each + ".tar.gz");
    }

    private Path unpack(String each) throws IOException, InterruptedException {
        Path target = Files.createDirectories(folder.resolve(each));
        Process tar = new ProcessBuilder("tar", "xzf", archive(each).toString(), "-C", target.toString())
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor(), "tar");
        return target.resolve(names(target).getFirst());
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /// What a command answered.
    private record Said(int code, String out, String err) {}

    private Said sinew(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("sinew").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("SINEW_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SINEW_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "must end");
        } finally {
            process.destroyForcibly();
        }
        return new Said(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
