package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sinew.config.experience.Arrival;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.config.experience.ExperienceLedger;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.experience.Transition;
import dev.sinew.runtime.telemetry.BrokerLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Learner, broker and robot, `sinew finetune`, mosquitto and `sinew run --learn`, are killed by `SIGKILL`, the robot's
/// and the learner's links are cut, the spool fills up by its bound and because its disk is full, each at moments drawn
/// from a seed. Short in the suite; `trainer/src/test/kill-tests` does it twenty times each, and keeps what came of it
/// in `trainer/benchmarks/kill-tests.csv`.
class KillTest {
    private static final int TIMES = Integer.getInteger("sinew.kills", 1);
    private static final int LONG_CUT_SECONDS = Integer.getInteger("sinew.kills.long-cut", 0);
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final Duration SPOOL_FULL = Duration.ofMinutes(5); // 1 MiB: 8000 transitions of at most 100 a second

    @TempDir
    Path folder = Path.of("");

    private final List<String> rows = new ArrayList<>();
    private final Random random = new Random(20);
    private final Acknowledged acknowledged = new Acknowledged();
    private Optional<KillBench> open = Optional.empty();
    private Optional<Overheard> overheard = Optional.empty();

    /// What is done to them.
    private enum Blow {
        LEARNER_KILLED,
        BROKER_KILLED,
        ROBOT_KILLED,
        ROBOT_LINK_CUT,
        LEARNER_LINK_CUT
    }

    /// One after the other, with the same processes.
    @TestFactory
    Stream<DynamicTest> noTransitionThatWasAcknowledgedIsLostOrDoubled() throws Exception {
        KillBench bench = new KillBench(folder);
        open = Optional.of(bench);
        overheard = Optional.of(new Overheard(
                bench.broker.uri(),
                List.of(
                        new BrokerLink.Subscription(bench.shape().ackTopic(), acknowledged::arrived),
                        new BrokerLink.Subscription("robots/furuta/tlm/health", bench.lives::arrived))));
        List<DynamicTest> parts = new ArrayList<>();
        parts.add(dynamicTest("they are killed and cut off, and go on", () -> killAndCut(bench)));
        if (LONG_CUT_SECONDS > 0) {
            parts.add(dynamicTest("the spool is full by its bound", () -> spoolFull(bench)));
        }
        parts.add(dynamicTest("the disk is full", () -> diskFull(bench)));
        parts.add(dynamicTest("all that was acknowledged is there, once", () -> allIsThere(bench)));
        parts.add(dynamicTest("the robot went on", () -> theRobotWentOn(bench)));
        parts.add(dynamicTest("the learner learned", () -> theLearnerLearned(bench)));
        return parts.stream();
    }

    @AfterEach
    void endsThem() throws IOException {
        overheard.ifPresent(Overheard::close);
        if (open.isPresent()) {
            open.get().close();
        }
    }

    private void killAndCut(KillBench bench) throws Exception {
        bench.startLearner();
        Mosquitto.await(RECOVERY, () -> bench.learnerWords().contains("connected to "));
        bench.startRobot();
        recovers(bench, 0);
        heard(bench);
        for (Blow blow : blows()) {
            strike(blow, bench);
        }
        if (LONG_CUT_SECONDS > 0) {
            cut("ROBOT_LINK_CUT_LONG", bench.robotLink, LONG_CUT_SECONDS * 1000L, bench);
        }
        bench.endRobot();
    }

    private List<Blow> blows() {
        List<Blow> all = new ArrayList<>();
        for (Blow blow : Blow.values()) {
            boolean half = blow == Blow.ROBOT_LINK_CUT || blow == Blow.LEARNER_LINK_CUT;
            all.addAll(Collections.nCopies(half ? Math.ceilDiv(TIMES, 2) : TIMES, blow));
        }
        Collections.shuffle(all, random);
        return all;
    }

    private void strike(Blow blow, KillBench bench) throws Exception {
        Thread.sleep(500 + random.nextInt(TIMES == 1 ? 500 : 3500));
        bench.requireAlive();
        long down = random.nextInt(1500);
        switch (blow) {
            case LEARNER_KILLED -> bench.killLearner();
            case BROKER_KILLED -> bench.broker.kill();
            case ROBOT_KILLED -> bench.killRobot();
            case ROBOT_LINK_CUT, LEARNER_LINK_CUT -> {
                long millis = TIMES == 1 ? 1000 : 1000 + random.nextInt(9000);
                Relay link = blow == Blow.ROBOT_LINK_CUT ? bench.robotLink : bench.learnerLink;
                cut(blow.name(), link, millis, bench);
                return;
            }
        }
        Thread.sleep(down);
        long before = acknowledged.advances();
        switch (blow) {
            case LEARNER_KILLED -> bench.startLearner();
            case BROKER_KILLED -> bench.broker.restart();
            case ROBOT_KILLED -> bench.startRobot();
            case ROBOT_LINK_CUT, LEARNER_LINK_CUT -> throw new IllegalStateException("nothing was killed");
        }
        row(blow.name(), down, recovers(bench, before));
        heard(bench); // before the next blow: no life of the robot goes uncounted
    }

    private void cut(String name, Relay link, long millis, KillBench bench) throws Exception {
        link.cut(true);
        Thread.sleep(millis);
        bench.requireAlive();
        long before = acknowledged.advances();
        link.cut(false);
        row(name, millis, recovers(bench, before));
    }

    private void spoolFull(KillBench bench) throws Exception {
        bench.startRobotWithSmallSpool();
        fillUp("SPOOL_FULL", bench);
    }

    private void diskFull(KillBench bench) throws Exception {
        Optional<List<String>> disk = bench.smallDisk();
        assumeTrue(disk.isPresent(), "SKIPPED: no mount namespaces here (unshare -rm), so no disk can be full");
        bench.startRobotWithSmallDisk(disk.orElseThrow());
        fillUp("DISK_FULL", bench);
    }

    /// A robot that has room for no more while its learner is away drops what comes then, says so while it runs, and
    /// goes on when the links are back.
    private void fillUp(String name, KillBench bench) throws Exception {
        recovers(bench, acknowledged.advances());
        heard(bench);
        bench.learnerLink.cut(true);
        long start = System.nanoTime();
        Mosquitto.await(SPOOL_FULL, () -> dropped(bench) > 0);
        bench.robotLink.cut(true);
        Thread.sleep(1000);
        bench.requireAlive();
        long before = acknowledged.advances();
        bench.learnerLink.cut(false);
        bench.robotLink.cut(false);
        row(name, (System.nanoTime() - start) / 1_000_000, recovers(bench, before));
        long delivered = delivered(bench);
        Mosquitto.await(RECOVERY, () -> delivered(bench) > delivered);
        RobotHealth end = bench.endRobot();
        assertTrue(end.experience().dropped() > 0, end.toString());
        assertTrue(end.missed() < end.ticks() / 20, "a full spool costs no ticks: " + end);
    }

    private static long dropped(KillBench bench) {
        return bench.lives.now().map(health -> health.experience().dropped()).orElse(0L);
    }

    private static long delivered(KillBench bench) {
        return bench.lives.now().map(health -> health.experience().delivered()).orElse(0L);
    }

    private static void heard(KillBench bench) throws InterruptedException {
        Mosquitto.await(RECOVERY, () -> isAlive(bench) && bench.lives.now().isPresent());
    }

    /// Nobody comes back who has ended, so that it need not be waited for.
    private static boolean isAlive(KillBench bench) {
        try {
            bench.requireAlive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /// {@return time until the learner acknowledged more than before, ms}
    private long recovers(KillBench bench, long before) throws InterruptedException {
        long start = System.nanoTime();
        Mosquitto.await(RECOVERY, () -> isAlive(bench) && acknowledged.advances() > before + 1);
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void row(String blow, long down, long recovered) {
        rows.add(String.format(Locale.ROOT, "%s,%d,%d", blow.toLowerCase(Locale.ROOT), down, recovered));
        System.out.println(rows.getLast());
    }

    private void allIsThere(KillBench bench) throws Exception {
        bench.endLearner();
        Taken taken = new Taken(bench.shape());
        TreeSet<Path> logs = new TreeSet<>();
        try (var files = Files.newDirectoryStream(bench.kept())) {
            files.forEach(logs::add);
        }
        long generation = 0;
        for (Path log : logs) {
            LearningLog.open(log, generation, taken).close(); // refuses another number: none may be missing
            generation++;
        }
        String figures = Files.readString(bench.figures());

        acknowledged
                .durable()
                .forEach((boot, durable) -> assertTrue(
                        taken.last.getOrDefault(boot, -1L) >= durable,
                        "boot " + boot + " acknowledged up to " + durable + ", has " + taken.last.get(boot)));
        assertTrue(figures.contains("\"taken\": " + taken.count + ",") && figures.contains("\"lost\": 0,"), figures);
        assertEquals(0, taken.ledger.lost());
        assertTrue(taken.count > 500, "so little was taken that nothing is shown: " + taken.count);
        rows.add("taken_once," + taken.count + ",0");
    }

    /// Goes through all that a learner has ever taken; each transition must be new, and follow the one before it.
    private static final class Taken implements LearningEvents {
        private final ExperienceLedger ledger;
        private final Transition transition;
        private final Map<BootId, Long> last = new HashMap<>();
        private final Map<BootId, Long> ticks = new HashMap<>();
        private long count;

        Taken(ExperienceShape shape) {
            ledger = new ExperienceLedger(shape);
            transition = new Transition(shape, new PolicyIdentity("none", "00".repeat(32)));
        }

        @Override
        public void batch(byte[] message) {
            if (!(ledger.receive(message) instanceof Arrival.New arrival)) {
                throw new AssertionError("a batch was taken that is not new");
            }
            ExperienceBatch batch = arrival.batch();
            for (int i = arrival.from(); i < batch.count(); i++) {
                batch.transition(i, transition);
                long sequence = batch.first() + i;
                assertEquals(
                        last.getOrDefault(batch.boot(), batch.floor() - 1) + 1, sequence, "in order, none left out");
                assertTrue(
                        ticks.getOrDefault(batch.boot(), -1L) < transition.tick(), "no tick of the robot came twice");
                last.put(batch.boot(), sequence);
                ticks.put(batch.boot(), transition.tick());
                count++;
            }
        }

        @Override
        public void learned(int most, long nanos) {
            // nothing was taken
        }

        @Override
        public void named(int number, PolicyIdentity policy) {
            // nothing was taken
        }
    }

    private void theRobotWentOn(KillBench bench) {
        List<RobotHealth> lives = bench.lives.all();
        assertEquals(bench.lives.begun(), lives.size(), "each life was heard of");
        assertEquals(List.of(), bench.lives.wrong(), "each message says where every transition is");
        long ticks = lives.stream().mapToLong(RobotHealth::ticks).sum();
        long missed = lives.stream().mapToLong(RobotHealth::missed).sum();
        long late = lives.stream().mapToLong(RobotHealth::late).sum();
        long dropped =
                lives.stream().mapToLong(life -> life.experience().dropped()).sum();
        rows.add("ticks_missed," + ticks + "," + missed);
        rows.add("ticks_late," + ticks + "," + late);
        rows.add("transitions_dropped," + dropped + ",0");
        rows.add("robot_stopped_for_time," + bench.stops() + ",0");
        rows.add("health_messages," + bench.lives.messages() + ",0");
        assertTrue(bench.stops() <= 2, "the robot's gate stopped it " + bench.stops() + " times");
        assertTrue(missed < ticks / 20, "the robot kept its rate: " + missed + " of " + ticks + " ticks missed");
    }

    private void theLearnerLearned(KillBench bench) throws IOException {
        String words = bench.learnerWords();
        assertTrue(words.contains("goes on after "), words);
        assertTrue(words.matches("(?s).*policy [0-9]+ swapped.*, frozen, policy [0-9].*"), words);
        assertTrue(words.contains(", online, policy "), words);
        String csv = System.getProperty("sinew.kills.csv", "");
        if (!csv.isEmpty()) {
            Files.writeString(Path.of(csv), "blow,down_ms,recovered_ms\n" + String.join("\n", rows) + "\n");
        }
        System.out.println(String.join("\n", rows));
    }
}
