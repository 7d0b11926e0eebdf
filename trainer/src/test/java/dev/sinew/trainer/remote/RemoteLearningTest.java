package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.telemetry.TelemetryException;
import dev.sinew.trainer.hardware.FineTuning.Phase;
import dev.sinew.trainer.hardware.FineTuning.Standing;
import dev.sinew.trainer.hardware.TunedSac;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import dev.sinew.trainer.network.ExportedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A learner and a robot's double over Debian's mosquitto.
class RemoteLearningTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long ENDLESS = Long.MAX_VALUE;

    @TempDir
    static Path shared = Path.of("");

    private static List<SmallFuruta> runs = List.of();

    @TempDir
    Path folder = Path.of("");

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Integer> told = new CopyOnWriteArrayList<>();
    private int dieAtEpisode = Integer.MAX_VALUE;
    private long refused;

    /// What goes on while a learner learns.
    private interface Meanwhile {
        void go() throws Exception;
    }

    /// Ends a learner in the middle of a batch, as a signal would: nothing is written any more.
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void train() throws IOException {
        runs = List.of(new SmallFuruta(shared));
    }

    @Test
    void learnsOverABrokerThroughItsOwnDeathAndTheBrokers() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                RobotDouble robot =
                        new RobotDouble(broker.uri(), shape(), runs.getFirst().reader())) {
            dieAtEpisode = 25;
            assertThrows(Killed.class, () -> learn(broker.uri(), 800, SOON, () -> {}));
            long acknowledged = robot.durable();
            dieAtEpisode = Integer.MAX_VALUE;
            told.clear();
            Standing end = learn(broker.uri(), 800, SOON, () -> {
                broker.kill();
                Thread.sleep(300);
                broker.restart();
            });

            assertTrue(acknowledged > 0 && acknowledged < 250, "acknowledged before it died: " + acknowledged);
            assertTrue(end.steps() >= 800 && end.steps() % RobotDouble.BATCH == 0, end.toString());
            assertEquals(Phase.ONLINE, end.phase());
            assertEquals(
                    IntStream.rangeClosed(1, (int) end.episodes()).boxed().toList(),
                    told,
                    "each episode once, in order");
            assertTrue(events.stream().anyMatch(event -> event.endsWith(" swapped")), events.toString());
            assertTrue(events.contains("best"), events.toString());
            assertTrue(events.contains("counts lost 0 taken " + end.steps()), events.toString());
            assertTrue(events.stream().anyMatch(event -> event.startsWith("down ")), "the broker died: " + events);
            assertTrue(robot.played().size() > 3, "policies came through: " + robot.played());
        }
    }

    @Test
    void whatIsNoBatchOfThisStreamIsRefusedAndCountedAndNothingOfItIsUsed() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                RobotDouble robot =
                        new RobotDouble(broker.uri(), shape(), runs.getFirst().reader())) {
            List<byte[]> bad = bad();

            Standing end = learn(broker.uri(), ENDLESS, SOON, () -> {
                for (byte[] one : bad) {
                    assertTrue(robot.publish(shape().topic(), one));
                }
                Mosquitto.await(
                        SOON,
                        () -> events.stream()
                                        .filter(event -> event.startsWith("refused"))
                                        .count()
                                == bad.size());
            });

            assertTrue(
                    events.containsAll(List.of(
                            "refused FOREIGN",
                            "refused CHECKSUM",
                            "refused VERSION",
                            "refused SHAPE",
                            "refused LENGTH")),
                    events.toString());
            assertEquals(0, end.steps() % RobotDouble.BATCH, "no step of a bad batch: " + end);
            assertEquals(5, refused);
        }
    }

    private static List<byte[]> bad() throws IOException {
        byte[] good = new SampleBatches(shape(), BootId.random()).batch(0, 5, new PolicyIdentity("a", "00".repeat(32)));
        byte[] damaged = good.clone();
        damaged[good.length - 9] ^= 1;
        byte[] future = good.clone();
        future[4] = 2;
        ExperienceShape other =
                new ExperienceShape("furuta", shape().observationSize() + 1, 1, shape().rewardTerms(), "00".repeat(32));
        byte[] foreign =
                new SampleBatches(other, BootId.random()).batch(0, 5, new PolicyIdentity("a", "00".repeat(32)));
        return List.of(new byte[] {1}, damaged, future, foreign, Arrays.copyOf(good, 99));
    }

    @Test
    void aRobotThatDoesNotTrustTheKeyEndsIt() throws Exception {
        BundleReader stranger = new BundleReader(
                "furuta",
                new Tasks(ConfigFiles.shipped()),
                List.of(SigningKey.create().trustedKey()),
                Unsigned.REFUSED,
                new OnnxNormalization());
        try (Mosquitto broker = new Mosquitto(folder);
                RobotDouble robot = new RobotDouble(broker.uri(), shape(), stranger)) {
            assertThrows(PolicyRefusedException.class, () -> learn(broker.uri(), 100_000, SOON, () -> {}));
            assertEquals(List.of(), robot.played());
        }
    }

    @Test
    void aRobotThatSaysNothingEndsItWhenPatienceDoes() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder)) {
            TelemetryException thrown = assertThrows(
                    TelemetryException.class, () -> learn(broker.uri(), 100, Duration.ofSeconds(1), () -> {}));
            assertTrue(String.valueOf(thrown.getMessage()).contains("sent nothing for 1 s"), thrown.toString());
        }
    }

    private static ExperienceShape shape() throws IOException {
        try (TunedSac learner = runs.getFirst().learner()) {
            return runs.getFirst().shape(learner.policy());
        }
    }

    private Standing learn(String uri, long steps, Duration patience, Meanwhile meanwhile) throws Exception {
        SmallFuruta run = runs.getFirst();
        try (TunedSac learner = run.learner();
                RemoteLearning learning = new RemoteLearning(
                        new RemoteLearning.Subject(shape(), SmallFuruta.SETTINGS, learner, run.bundles()),
                        new RemoteLearning.Place(folder.resolve("learner"), SmallFuruta.IDENTITY, uri),
                        new RemoteLearning.Settings(steps, 100, patience),
                        listener(),
                        this::episode,
                        System::nanoTime)) {
            Throwable[] failure = new Throwable[1];
            Thread other = Thread.ofPlatform().daemon().start(() -> {
                try {
                    Mosquitto.await(SOON, () -> told.size() > 10);
                    meanwhile.go();
                    if (steps == ENDLESS) {
                        learning.requestStop();
                    }
                } catch (Throwable e) {
                    failure[0] = e;
                }
            });
            learning.run();
            other.join();
            assertNull(failure[0]);
            refused = learning.counts().refused();
            events.add("counts lost %d taken %d"
                    .formatted(learning.counts().lost(), learning.counts().taken()));
            return learning.standing();
        }
    }

    private void episode(Episode one) {
        told.add((int) one.standing().episodes());
        if (one.standing().episodes() == dieAtEpisode) {
            throw new Killed();
        }
    }

    private RemoteListener listener() {
        return new RemoteListener() {
            @Override
            public void linkUp() {
                events.add("up");
            }

            @Override
            public void linkDown(String why) {
                events.add("down " + why);
            }

            @Override
            public void refused(Reason reason, String text) {
                events.add("refused " + reason);
            }

            @Override
            public void policySent(int number, int bytes) {
                events.add("policy " + number + " sent");
            }

            @Override
            public void best(ExportedPolicy best) {
                events.add("best");
            }

            @Override
            public void policyAnswered(int number, String result) {
                events.add("policy " + number + " " + result);
            }
        };
    }
}
