package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.Arrival;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.hardware.FineTuning.Phase;
import dev.sinew.trainer.hardware.TunedSac;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A learner that dies between any two events: what it finds on the disk and what it is told again make the very state
/// that it would have had.
class LearnerStoreTest {
    private static final BootId BOOT = new BootId(1, 2);
    private static final int BATCH = 7; // against episodes of ten
    private static final int ROUNDS = 40;

    @TempDir
    static Path shared = Path.of("");

    private static List<SmallFuruta> runs = List.of();

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        runs = List.of(new SmallFuruta(shared));
    }

    /// A learner with its store, driven as [RemoteLearning] does.
    private static final class Killable implements AutoCloseable {
        private final TunedSac learner;
        private final LearnerState state;
        private final LearnerStore store;
        private final List<Episode> episodes = new ArrayList<>();

        Killable(Path folder) throws IOException {
            this(folder, SmallFuruta.IDENTITY);
        }

        Killable(Path folder, Identity identity) throws IOException {
            learner = runs.getFirst().learner();
            ExperienceShape shape = runs.getFirst().shape(learner.policy());
            state = new LearnerState(shape, SmallFuruta.SETTINGS, learner, episodes::add);
            try {
                store = LearnerStore.open(folder, identity, state);
            } catch (IOException | RuntimeException e) {
                learner.close();
                throw e;
            }
        }

        /// One batch, what it makes due, and three chances to learn; those of a round are 100 ms apart.
        void round(int round) throws IOException {
            byte[] message = batch(round);
            Arrival.New arrival = (Arrival.New) state.judge(message);
            store.log().batch(message);
            state.take(arrival);
            state.push().ifPresent(push -> name(push.number()));
            for (int i = 0; i < 3; i++) {
                long nanos = round * 100_000_000L + i * 10_000_000L;
                state.learn(5, nanos);
                store.log().learned(5, nanos);
            }
        }

        void name(int number) {
            state.name(number, identity(number));
            store.log().named(number, identity(number));
        }

        private byte[] batch(int round) {
            SampleBatches batches = new SampleBatches(runs.getFirst().shape(learner.policy()), BOOT);
            // as on a robot: the newest policy plays from the next batch on; each fifth is by a stranger
            return batches.batch(
                    (long) round * BATCH,
                    BATCH,
                    identity(round % 5 == 4 ? 999 : state.standing().policy()));
        }

        byte[] bytes() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            state.save(new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        /// Ends as if killed: nothing is written any more.
        @Override
        public void close() throws IOException {
            store.close();
            learner.close();
        }
    }

    private static PolicyIdentity identity(int number) {
        return new PolicyIdentity("policy-" + number, String.format("%064x", number));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void killedAtAnyEventItBecomesWhatItWouldHaveBeen(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] whole;
        List<Episode> episodes;
        try (Killable process = new Killable(folder.resolve("whole"))) {
            process.name(0);
            for (int round = 0; round < ROUNDS; round++) {
                process.round(round);
            }
            whole = process.bytes();
            episodes = process.episodes;
            assertEquals(Phase.ONLINE, process.state.standing().phase());
            assertTrue(
                    process.state.standing().policy() > 3,
                    process.state.standing().toString());
            assertTrue(process.state.counts().strangers() > 0);
        }
        int round = 0;
        Killable process = new Killable(folder.resolve("killed"));
        process.name(0);
        while (round < ROUNDS) {
            process.round(round);
            round++;
            if (random.nextInt(4) == 0) {
                process.store.checkpoint();
            }
            if (random.nextInt(3) == 0) {
                process.close();
                process = new Killable(folder.resolve("killed"));
                assertTrue(process.store.found());
            }
        }

        assertArrayEquals(whole, process.bytes());
        assertEquals(episodes, process.episodes, "those of before are told again");
        process.close();
    }

    @Test
    void anEventThatWasNotWholeIsAsIfItHadNotBeen() throws IOException {
        byte[] before;
        try (Killable process = new Killable(folder)) {
            process.name(0);
            for (int round = 0; round < 20; round++) {
                process.round(round);
            }
            before = process.bytes();
            process.store.log().batch(process.batch(20));
        }
        Path log = log();
        Files.write(log, java.util.Arrays.copyOf(Files.readAllBytes(log), (int) Files.size(log) - 1));

        try (Killable again = new Killable(folder)) {
            assertArrayEquals(before, again.bytes());
            assertTrue(again.store.log().cut() > 0);
            again.round(20); // the robot sends it again, since it was not acknowledged
            assertEquals(21 * BATCH, again.state.counts().taken());
        }
    }

    @Test
    void theAcknowledgementNamesTheLastTransitionThatIsInTheLog() throws IOException {
        try (Killable process = new Killable(folder)) {
            assertTrue(process.state.durable(BOOT).isEmpty());
            process.name(0);
            process.round(0);
            process.round(1);
            assertEquals(
                    2 * BATCH - 1, process.state.durable(BOOT).orElseThrow().durable());
        }
        try (Killable again = new Killable(folder)) {
            assertEquals(2 * BATCH - 1, again.state.durable(BOOT).orElseThrow().durable());
            assertTrue(again.state.judge(again.batch(1)) instanceof Arrival.Duplicate, "taken once");
        }
    }

    @Test
    void anEpisodeThatARobotDiedInEndsWithItAndIsNoEpisode() throws IOException {
        try (Killable process = new Killable(folder)) {
            process.name(0);
            process.round(0);
            process.round(1); // one episode and four steps of the next
            byte[] message = new SampleBatches(runs.getFirst().shape(process.learner.policy()), new BootId(3, 4))
                    .batch(0, SampleBatches.EPISODE, identity(0));
            process.state.take((Arrival.New) process.state.judge(message));

            assertEquals(
                    List.of(SampleBatches.EPISODE, SampleBatches.EPISODE),
                    process.episodes.stream().map(Episode::steps).toList());
            assertEquals(
                    2 * BATCH + SampleBatches.EPISODE, process.state.standing().steps(), "all are learned from");
            assertEquals(
                    process.episodes.stream()
                            .mapToDouble(Episode::reward)
                            .average()
                            .orElseThrow(),
                    process.state.standing().baseline(),
                    1e-6);
        }
    }

    @Test
    void aCheckpointWithoutItsLogIsOneAfterWhichNothingHappened() throws IOException {
        byte[] saved;
        try (Killable process = new Killable(folder)) {
            process.name(0);
            process.round(0);
            process.store.checkpoint();
            saved = process.bytes();
            process.round(1);
        }
        Files.delete(log()); // died between the checkpoint's name and its log

        try (Killable again = new Killable(folder)) {
            assertArrayEquals(saved, again.bytes());
        }
    }

    @Test
    void aFolderInUseOrOfAnotherLearnerIsRefused() throws IOException {
        try (Killable process = new Killable(folder)) {
            process.name(0);
            IOException inUse = assertThrows(IOException.class, () -> new Killable(folder));
            assertEquals(folder + " is in use: another process learns in it", inUse.getMessage());
        }
        Identity other = new Identity(Map.of("task", "balancer"));
        IOException refused = assertThrows(IOException.class, () -> new Killable(folder, other));
        assertEquals(
                folder.resolve("learner.checkpoint") + " was saved with task = furuta, this training has balancer",
                refused.getMessage());
    }

    @Test
    void interventionsAreCountedAndWaitedTicksAreNot() throws IOException {
        try (Killable process = new Killable(folder)) {
            process.name(0);
            for (int round = 0; round < 20; round++) {
                process.round(round);
            }
            // 140 transitions, of which each 30th from the fifth on is flagged
            assertEquals(5, process.state.standing().flagged());
            assertEquals(14, process.episodes.size());
            assertEquals(0, process.episodes.getLast().waitedTicks());
            assertFalse(process.state.counts().lost() > 0);
        }
    }

    private Path log() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "learner-*.log")) {
            return files.iterator().next();
        }
    }
}
