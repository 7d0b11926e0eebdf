package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.command.Command;
import dev.sinew.config.command.SignedCommand;
import dev.sinew.config.command.Verb;
import dev.sinew.runtime.telemetry.Mosquitto;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sinew command` as typed, over mosquitto, and what `mosquitto_pub` can and cannot do to a robot.
class SendCommandTest {
    private static final String NONCE = "00112233445566778899aabbccddeeff";
    private static final String LATER = "ffeeddccbbaa99887766554433221100";

    @TempDir
    Path folder = Path.of("");

    private CommandBench bench = new CommandBench(folder);

    @BeforeEach
    void createKeys() {
        bench = new CommandBench(folder);
        assertEquals(ExitCode.OK, bench.run("keys", "create", "me"), bench.err());
        assertEquals(ExitCode.OK, bench.run("keys", "create", "stranger"), bench.err());
    }

    @Test
    void tellsTheRobotAndWaitsForItsAnswer() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                ListeningRobot robot =
                        new ListeningRobot(broker, NONCE, List.of(key("me").trustedKey()))) {
            for (String verb : List.of("arm", "disarm", "learn-on", "learn-off", "mark")) {
                assertEquals(ExitCode.OK, send(broker, verb, "me"), bench.err());
                assertEquals("two-wheels accepted " + verb + "\n", bench.out());
            }
            assertEquals(ExitCode.REFUSED, send(broker, "swap", "me"));
            assertEquals("sinew: two-wheels refused swap, not_now: no policy waits\n", bench.err());
            assertEquals(ExitCode.REFUSED, send(broker, "arm", "stranger"));
            assertTrue(bench.err().startsWith("sinew: two-wheels refused arm, unknown_key: "), bench.err());
            assertEquals(List.of("arm", "disarm", "learn-on", "learn-off", "mark", "swap"), robot.told);

            assertEquals(ExitCode.OK, bench.run("command", "stop", "--robot", "two-wheels", "--mqtt", broker.uri()));
            assertEquals("stopped by a message on the stop topic", robot.told.getLast());
        }
    }

    @Test
    void theSenderGoesOnCountingWithARobotThatWasStartedAnew() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder)) {
            List<TrustedKey> trusted = List.of(key("me").trustedKey());
            for (String nonce : List.of(NONCE, LATER)) {
                try (ListeningRobot robot = new ListeningRobot(broker, nonce, trusted)) {
                    assertEquals(ExitCode.OK, send(broker, "mark", "me"), bench.err());
                    assertEquals(ExitCode.OK, send(broker, "mark", "me"), bench.err());
                    assertEquals(List.of("mark", "mark"), robot.told);
                }
            }
        }
    }

    @Test
    void whatStrangersPublishIsRefusedWithAReasonAndStopAlwaysStops() throws Exception {
        SigningKey key = key("me");
        try (Mosquitto broker = new Mosquitto(folder)) {
            byte[] live = signed(key, NONCE, 7, "two-wheels");
            publish(broker, "stop", new byte[] {1}, "-r"); // kept by the broker: no live message when the robot comes
            Process answers = broker.subscribe("robots/two-wheels/command/ack", 8);
            Thread.sleep(500); // until mosquitto_sub listens: it says nothing
            try (ListeningRobot robot = new ListeningRobot(broker, NONCE, List.of(key.trustedKey()))) {
                publish(broker, "command", live, "-r"); // a wish to be kept is enough
                publish(broker, "command", live);
                publish(broker, "command", live); // replayed
                publish(broker, "command", signed(key, LATER, 8, "two-wheels"));
                publish(broker, "command", signed(key, NONCE, 8, "furuta"));
                publish(broker, "command", new byte[2000]);
                publish(broker, "stop", new byte[] {(byte) 0xFF, 0, 7});
                String seen = new String(answers.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                List<String> reasons = new ArrayList<>();
                seen.lines()
                        .forEach(line -> reasons.add(
                                line.contains("accepted")
                                        ? "accepted"
                                        : line.replaceAll(".*\"reason\":\"([a-z_]*)\".*", "$1")));
                // the stop waits for nothing: it may come before what was sent before it
                assertTrue(
                        reasons.containsAll(List.of("retained", "accepted", "counter", "nonce", "robot", "oversized")),
                        seen);
                assertEquals(2, reasons.stream().filter("accepted"::equals).count(), seen);
                assertEquals(2, robot.told.size(), robot.told.toString());
                assertTrue(robot.told.containsAll(List.of("mark", "stopped by a message on the stop topic")));
            }
        }
    }

    @Test
    void saysWhatIsMissing() {
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "verb must be one of [arm, disarm, stop, swap, learn-on, learn-off, mark], was 'fly'",
                "command",
                "fly",
                "--robot",
                "r");
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--mqtt must be tcp://host:port or ssl://host:port, came without and no deployment names one",
                "command",
                "arm",
                "--robot",
                "r");
    }

    @Test
    void saysWhoIsMissing() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder)) {
            bench.assertRefused(
                    ExitCode.BAD_INPUT,
                    "arm must be signed: --key NAME, came without",
                    "command",
                    "arm",
                    "--robot",
                    "r",
                    "--mqtt",
                    broker.uri());
            bench.assertRefused(
                    ExitCode.UNAVAILABLE,
                    "robot 'r' must run and stream to " + broker.uri() + ": no telemetry within 5 s",
                    "command",
                    "arm",
                    "--robot",
                    "r",
                    "--mqtt",
                    broker.uri(),
                    "--key",
                    "me");
        }
        String nowhere = "tcp://127.0.0.1:" + Mosquitto.freePort();
        assertEquals(ExitCode.UNAVAILABLE, bench.run("command", "stop", "--robot", "r", "--mqtt", nowhere));
        assertTrue(bench.err().startsWith("sinew: cannot connect to " + nowhere), bench.err());
    }

    private int send(Mosquitto broker, String verb, String key) {
        return bench.run("command", verb, "--robot", "two-wheels", "--mqtt", broker.uri(), "--key", key);
    }

    private SigningKey key(String name) {
        return new Keys(folder.resolve("keys")).load(name);
    }

    private static byte[] signed(SigningKey key, String nonce, long counter, String robot) {
        long expires = System.currentTimeMillis() + 9000;
        return SignedCommand.write(
                new Command(robot, nonce, counter, expires, key.trustedKey().id(), Verb.MARK), key);
    }

    private static void publish(Mosquitto broker, String topic, byte[] payload, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "mosquitto_pub",
                "-p",
                "" + broker.port(),
                "-V",
                "5",
                "-q",
                "1",
                "-t",
                "robots/two-wheels/" + topic,
                "-s"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(payload);
        }
        assertEquals(0, process.waitFor(), "mosquitto_pub");
    }
}
