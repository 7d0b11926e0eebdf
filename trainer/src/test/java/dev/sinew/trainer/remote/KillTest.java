package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.Arrival;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.config.experience.ExperienceLedger;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.experience.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Learner, broker and robot are killed by `SIGKILL`, the robot's and the learner's links are cut, the spool fills up,
/// each at moments drawn from a seed. Short in the suite; `trainer/src/test/kill-tests` does it twenty times each, and
/// keeps what came of it in `trainer/benchmarks/kill-tests.csv`.
class KillTest {
    private static final int TIMES = Integer.getInteger("sinew.kills", 1);
    private static final int LONG_CUT_SECONDS = Integer.getInteger("sinew.kills.long-cut", 0);
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final long SMALL_SPOOL = 26_000; // two batches

    @TempDir
    Path folder = Path.of("");

    private final List<String> rows = new ArrayList<>();
    private final Random random = new Random(20);

    /// What is done to them.
    private enum Blow {
        LEARNER_KILLED,
        BROKER_KILLED,
        ROBOT_KILLED,
        ROBOT_LINK_CUT,
        LEARNER_LINK_CUT
    }

    @Test
    void noTransitionThatWasAcknowledgedIsLostOrDoubled() throws Exception {
        try (KillBench bench = new KillBench(folder)) {
            ExperienceShape shape = bench.shape();
            try (Acknowledged acknowledged = new Acknowledged(bench.broker.uri(), shape)) {
                bench.startLearner();
                bench.startRobot();
                recovers(acknowledged, 0);
                for (Blow blow : blows()) {
                    strike(blow, bench, acknowledged);
                }
                if (LONG_CUT_SECONDS > 0) {
                    cut("ROBOT_LINK_CUT_LONG", bench.robotLink, LONG_CUT_SECONDS * 1000L, bench, acknowledged);
                }
                spoolFull(bench, acknowledged);
                bench.endRobot();
                bench.endLearner();
                requireAllIsThere(bench, shape, acknowledged.durable());
            }
            requireTheRobotWentOn(bench);
            report(bench);
        }
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

    private void strike(Blow blow, KillBench bench, Acknowledged acknowledged) throws Exception {
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
                cut(blow.name(), link, millis, bench, acknowledged);
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
        row(blow.name(), down, recovers(acknowledged, before));
    }

    private void cut(String name, Relay link, long millis, KillBench bench, Acknowledged acknowledged)
            throws Exception {
        link.cut(true);
        Thread.sleep(millis);
        bench.requireAlive();
        long before = acknowledged.advances();
        link.cut(false);
        row(name, millis, recovers(acknowledged, before));
    }

    /// A robot whose spool holds some seconds loses what comes then, counts it, and goes on.
    private void spoolFull(KillBench bench, Acknowledged acknowledged) throws Exception {
        bench.killRobot();
        bench.startRobot(SMALL_SPOOL);
        recovers(acknowledged, acknowledged.advances());
        bench.robotLink.cut(true);
        long start = System.nanoTime();
        Mosquitto.await(RECOVERY, () -> last(bench).dropped() > 0);
        long before = acknowledged.advances();
        bench.robotLink.cut(false);
        row("SPOOL_FULL", (System.nanoTime() - start) / 1_000_000, recovers(acknowledged, before));
    }

    private static RobotLine last(KillBench bench) {
        List<RobotLine> lines = bench.robotLines().getLast();
        return lines.isEmpty() ? new RobotLine(0, 0, 0, 0, 0, 0, 0, 0, 0) : lines.getLast();
    }

    /// {@return time until the learner acknowledged more than before, ms}
    private static long recovers(Acknowledged acknowledged, long before) throws InterruptedException {
        long start = System.nanoTime();
        Mosquitto.await(RECOVERY, () -> acknowledged.advances() > before + 1);
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void row(String blow, long down, long recovered) {
        rows.add(String.format(Locale.ROOT, "%s,%d,%d", blow.toLowerCase(Locale.ROOT), down, recovered));
        System.out.println(rows.getLast());
    }

    private void requireAllIsThere(KillBench bench, ExperienceShape shape, Map<BootId, Long> acknowledged)
            throws IOException {
        Taken taken = new Taken(shape);
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

        acknowledged.forEach((boot, durable) -> assertTrue(
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

    private void requireTheRobotWentOn(KillBench bench) {
        long ticks = 0;
        long missed = 0;
        long late = 0;
        long dropped = 0;
        for (List<RobotLine> robot : bench.robotLines()) {
            robot.forEach(line -> assertTrue(line.addsUp(), line.toString()));
            RobotLine end = robot.getLast();
            ticks += end.ticks();
            missed += end.missed();
            late += end.late();
            dropped += end.dropped();
        }
        rows.add("ticks_missed," + ticks + "," + missed);
        rows.add("ticks_late," + ticks + "," + late);
        rows.add("transitions_dropped," + dropped + ",0");
        assertTrue(dropped > 0, "the spool was full");
        assertTrue(missed < ticks / 20, "the robot kept its rate: " + missed + " of " + ticks + " ticks missed");
    }

    private void report(KillBench bench) throws IOException {
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
