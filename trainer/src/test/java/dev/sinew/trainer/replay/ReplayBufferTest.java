package dev.sinew.trainer.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReplayBufferTest {
    private static final int OBSERVATION = 2;
    private static final int ACTION = 1;

    @Test
    void keepsWhatItWasGiven() {
        ReplayBuffer replay = filled(10, 3);

        // transition 2 is observation (2, 2.5), action 0.2, reward 20, next (3, 3.5), terminated
        float[] block = replay.block(2);
        int at = replay.at(2);
        assertEquals(2f, block[at]);
        assertEquals(2.5f, block[at + 1]);
        assertEquals(0.2f, block[at + replay.action()]);
        assertEquals(3f, block[at + replay.next()]);
        assertEquals(3.5f, block[at + replay.next() + 1]);
        assertEquals(20f, block[at + replay.reward()]);
        assertTrue(replay.isTerminated(2));
        assertFalse(replay.isTerminated(1));
    }

    @Test
    void dropsTheOldestWhenFull() {
        ReplayBuffer replay = filled(10, 25);

        assertEquals(10, replay.size());
        assertEquals(15, replay.start());
        assertEquals(25, replay.end());
        for (long number = 15; number < 25; number++) {
            assertEquals((float) number, replay.block(number)[replay.at(number)]);
        }
    }

    @Test
    void aCostIsKnownWhenSomebodySaidSoUntilItsTransitionGoes() {
        ReplayBuffer replay = filled(10, 5);
        assertTrue(Float.isNaN(replay.cost(3)));
        replay.setCost(3, -2.5f);
        assertEquals(-2.5f, replay.cost(3));
        assertTrue(Float.isNaN(replay.cost(4)));
        for (int i = 0; i < 9; i++) {
            replay.add(new float[OBSERVATION], new float[ACTION], new float[OBSERVATION], 0, false, false);
        }

        assertTrue(Float.isNaN(replay.cost(13)), "it lies where 3 lay");
    }

    @Test
    void aCostThatIsReadOverIsNoLongerKnown() throws IOException {
        ReplayBuffer from = filled(10, 5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        from.write(3, 5, new DataOutputStream(bytes));
        ReplayBuffer replay = filled(4, 3);
        replay.setCost(0, 7);

        replay.read(3, 5, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertTrue(Float.isNaN(replay.cost(4)), "it lies where 0 lay");
    }

    @Test
    void refusesCostsOfNothingAndThoseThatAreNoNumber() {
        ReplayBuffer replay = filled(10, 25);

        assertEquals("transition must be within 15 to 25, was 25", refused(() -> replay.setCost(25, 1)));
        assertEquals("transition must be within 15 to 25, was 14", refused(() -> replay.setCost(14, 1)));
        assertEquals("cost of a transition must be finite, was NaN", refused(() -> replay.setCost(20, Float.NaN)));
    }

    @Test
    void anEpisodeIsCutWhereNobodyKnowsWhatFollowed() {
        ReplayBuffer replay = new ReplayBuffer(4, 1, 1);
        assertThrows(IllegalStateException.class, replay::cut);
        replay.add(new float[1], new float[1], new float[1], 0, false, false);
        replay.cut();
        assertTrue(replay.isLast(0));
        assertFalse(replay.isTerminated(0));
        replay.add(new float[1], new float[1], new float[1], 0, true, false);
        replay.cut();

        assertTrue(replay.isTerminated(1), "it had ended");
    }

    private static String refused(Executable action) {
        return Objects.requireNonNull(
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void aTimeLimitIsNoEnd() {
        ReplayBuffer replay = new ReplayBuffer(4, OBSERVATION, ACTION);
        StepBatch step = new StepBatch(1, OBSERVATION);
        step.truncated()[0] = true;

        replay.add(new float[2], new float[1], step, 0);

        assertFalse(replay.isTerminated(0));
        assertTrue(replay.isLast(0));
    }

    @Test
    void theNextObservationIsTheLastOfTheOldEpisode() {
        ReplayBuffer replay = new ReplayBuffer(4, OBSERVATION, ACTION);
        StepBatch step = new StepBatch(1, OBSERVATION);
        step.terminated()[0] = true;
        step.observations()[0] = 7; // the first of the new one
        step.finalObservations()[0] = 6;

        replay.add(new float[2], new float[1], step, 0);

        assertEquals(6f, replay.block(0)[replay.at(0) + replay.next()]);
    }

    @Test
    void everyWorldHasItsOwnTransition() {
        ReplayBuffer replay = new ReplayBuffer(4, OBSERVATION, ACTION);
        StepBatch step = new StepBatch(2, OBSERVATION);
        step.rewards()[1] = 5;
        step.finalObservations()[2] = 9;

        replay.add(new float[] {1, 2, 3, 4}, new float[] {0.1f, 0.2f}, step, 1);

        assertEquals(3f, replay.block(0)[replay.at(0)]);
        assertEquals(0.2f, replay.block(0)[replay.at(0) + replay.action()]);
        assertEquals(9f, replay.block(0)[replay.at(0) + replay.next()]);
        assertEquals(5f, replay.block(0)[replay.at(0) + replay.reward()]);
    }

    @Test
    void drawsEveryTransitionAsOftenAsTheOthers() {
        ReplayBuffer replay = filled(50, 80);
        RandomStream random = new RandomStream(1);
        int[] drawn = new int[50];
        for (int i = 0; i < 100_000; i++) {
            drawn[(int) (replay.start() + random.nextInt(replay.size()) - 30)]++;
        }
        double chiSquare = 0;
        for (int count : drawn) {
            chiSquare += (count - 2000.0) * (count - 2000.0) / 2000;
        }

        // 49 degrees of freedom: above 85.4 once in a thousand
        assertTrue(chiSquare < 85.4, "chi-square " + chiSquare);
    }

    @Test
    void comesBackPieceByPieceIntoTheSamePlaces() throws IOException {
        ReplayBuffer replay = filled(10, 23);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        replay.write(13, 18, new DataOutputStream(bytes));
        replay.write(18, 23, new DataOutputStream(bytes));
        assertEquals(10 * replay.bytesEach(), bytes.size());
        ReplayBuffer other = new ReplayBuffer(10, OBSERVATION, ACTION);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));

        other.read(13, 20, in);
        other.read(20, 23, in);

        assertEquals(13, other.start());
        assertEquals(23, other.end());
        assertArrayEquals(replay.block(20), other.block(20));
    }

    @Test
    void refusesAGapWhenItComesBack() throws IOException {
        ReplayBuffer replay = filled(10, 5);

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> replay.read(7, 8, new DataInputStream(new ByteArrayInputStream(new byte[0]))));

        assertEquals("transitions must begin at 5, were 7 to 8", e.getMessage());
    }

    @Test
    void holdsMoreThanOneBlock() {
        ReplayBuffer replay = filled(10_000, 15_000);

        for (long number = replay.start(); number < replay.end(); number++) {
            assertEquals((float) number, replay.block(number)[replay.at(number)]);
        }
    }

    private static ReplayBuffer filled(int capacity, int count) {
        ReplayBuffer replay = new ReplayBuffer(capacity, OBSERVATION, ACTION);
        StepBatch step = new StepBatch(1, OBSERVATION);
        for (int i = 0; i < count; i++) {
            step.finalObservations()[0] = i + 1;
            step.finalObservations()[1] = i + 1.5f;
            step.rewards()[0] = 10 * i;
            step.terminated()[0] = i % 3 == 2;
            replay.add(new float[] {i, i + 0.5f}, new float[] {i / 10f}, step, 0);
        }
        return replay;
    }
}
