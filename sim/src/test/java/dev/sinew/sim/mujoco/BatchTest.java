package dev.sinew.sim.mujoco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BatchTest {
    private static final double GRAVITY = 9.81;
    private final Mujoco mujoco = TestLibrary.load();
    private final Model model = mujoco.model(TestLibrary.MODEL);

    @AfterEach
    void freeTheModel() {
        model.close();
    }

    @Test
    void worldsFallAsNewtonSays() {
        try (Batch batch = new Batch(model, 3, 2, BatchMemory.SHARED)) {
            assertEquals(0, batch.step(100, Stage.NONE));

            // 100 semi-implicit Euler steps of 1 ms: z = -g·h²·(1 + 2 + … + 100)
            double fallen = -GRAVITY * 1e-6 * 5050;
            for (int world = 0; world < 3; world++) {
                assertEquals(fallen, batch.component(StateComponent.POSITION).get(world, 0), 1e-12);
                assertEquals(0.1, batch.component(StateComponent.TIME).get(world, 0), 1e-12);
            }
        }
    }

    @Test
    void aCallOnSomeWorldsLeavesTheOthersAlone() {
        try (Batch batch = new Batch(model, 3, 1, BatchMemory.SHARED)) {
            batch.step(new int[] {0, 2}, 2, 10, Stage.NONE);
            batch.reset(new int[] {2}, 1);

            DoubleField time = batch.component(StateComponent.TIME);
            assertEquals(0.01, time.get(0, 0), 1e-12);
            assertEquals(0, time.get(1, 0));
            assertEquals(0, time.get(2, 0));
        }
    }

    @Test
    void aRowIsTheStateOfTheNextCall() {
        try (Batch batch = new Batch(model, 2, 1, BatchMemory.SHARED)) {
            batch.component(StateComponent.CONTROL).set(1, new float[] {1.5f}, 0);
            batch.component(StateComponent.VELOCITY).set(0, new double[] {3, 0}, 0);
            DoubleField tip = batch.output("site_xpos");

            batch.step(1, Stage.POSITION);

            double[] position = new double[2];
            batch.component(StateComponent.POSITION).copy(0, 0, 2, position, 0);
            assertArrayEquals(new double[] {1e-3 * (3 - GRAVITY * 1e-3), 0}, position, 1e-12);
            assertTrue(batch.component(StateComponent.POSITION).get(1, 1) > 0);
            // the hinge turns the arm about y: its tip moves to −x for a positive angle, seen at stage POSITION at once
            assertTrue(tip.get(1, 0) < 1);
            assertEquals(1, tip.get(0, 0));
        }
    }

    @Test
    void resultsAreTheSameBitsForAnyThreadsAndMemory() throws Exception {
        byte[] one = run(1, BatchMemory.SHARED);

        assertArrayEquals(one, run(2, BatchMemory.SHARED));
        assertArrayEquals(one, run(2, BatchMemory.PERSISTENT));
    }

    @Test
    void aRestoredBatchGoesOnBitForBit() throws Exception {
        try (Batch straight = driven(1, BatchMemory.SHARED);
                Batch resumed = new Batch(model, 4, 2, BatchMemory.PERSISTENT)) {
            resumed.restore(new DataInputStream(new ByteArrayInputStream(saved(straight))));
            straight.step(50, Stage.NONE);
            resumed.step(50, Stage.NONE);

            assertArrayEquals(saved(straight), saved(resumed));
        }
    }

    @Test
    void aWorldOfItsOwnMassNeedsItsConstantsDerivedAnew() {
        try (Batch batch = new Batch(model, 2, 1, BatchMemory.SHARED)) {
            batch.expand("body_mass").set(1, 1, 2);
            batch.expand("opt.gravity").set(1, new double[] {0, 0, -1}, 0);
            assertEquals(0, batch.setConstants(new int[] {1}, 1));
            batch.step(1, Stage.NONE);

            assertEquals(
                    -GRAVITY * 1e-3, batch.component(StateComponent.VELOCITY).get(0, 0), 1e-15);
            assertEquals(-1e-3, batch.component(StateComponent.VELOCITY).get(1, 0), 1e-15);
        }
    }

    @Test
    void onlyTheCountersTellThatAWorldWentUnstable() {
        try (Batch batch = new Batch(model, 2, 1, BatchMemory.SHARED)) {
            batch.component(StateComponent.VELOCITY).set(1, 0, 1e11);

            assertEquals(0, batch.step(5, Stage.NONE));

            assertEquals(0, batch.warnings(0, Warning.BAD_VELOCITY));
            assertEquals(1, batch.warnings(1, Warning.BAD_VELOCITY));
            assertFalse(batch.failed(1));
            assertEquals("", batch.error(1));
            batch.reset(new int[] {1}, 1);
            assertEquals(0, batch.warnings(1, Warning.BAD_VELOCITY));
        }
    }

    @Test
    void everyWrongArgumentIsRefusedBeforeTheLibrarySeesIt() {
        try (Batch batch = new Batch(model, 2, 1, BatchMemory.SHARED)) {
            assertRefused("steps must be at least 1, was 0", () -> batch.step(0, Stage.NONE));
            assertRefused("worlds must ascend from 0 to 1, was 0 after 1", () -> batch.reset(new int[] {1, 0}, 2));
            assertRefused("worlds must ascend from 0 to 1, was 1 after 1", () -> batch.reset(new int[] {1, 1}, 2));
            assertRefused("worlds must ascend from 0 to 1, was 2 after -1", () -> batch.reset(new int[] {2}, 1));
            assertRefused("MuJoCo has no output named heat", () -> batch.output("heat"));
            assertRefused("MuJoCo has no output named qpos", () -> batch.output("qpos"));
            assertRefused("output ncon must have elements of 8 bytes, has 4", () -> batch.output("ncon"));
            assertRefused("worlds must be at least 1, was 0", () -> new Batch(model, 0, 1, BatchMemory.SHARED));
            assertRefused("threads must be at least 1, was 0", () -> new Batch(model, 1, 0, BatchMemory.SHARED));
            assertThrows(IndexOutOfBoundsException.class, () -> batch.reset(new int[] {0}, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> batch.rows()
                    .get(0, batch.rows().size()));
            assertThrows(IndexOutOfBoundsException.class, () -> batch.rows().get(2, 0));
            assertThrows(IllegalStateException.class, batch::refreshContactForces);
        }
    }

    @Test
    void nothingOfAClosedBatchCanBeTouched() {
        Batch batch = new Batch(model, 1, 1, BatchMemory.SHARED);
        DoubleField time = batch.component(StateComponent.TIME);
        batch.close();
        batch.close();

        assertThrows(IllegalStateException.class, () -> time.get(0, 0));
        assertThrows(IllegalStateException.class, () -> batch.step(1, Stage.NONE));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, Refusal.of(IllegalArgumentException.class, action));
    }

    private byte[] run(int threads, BatchMemory memory) throws Exception {
        try (Batch batch = driven(threads, memory)) {
            assertNotEquals(0, batch.component(StateComponent.POSITION).get(3, 1));
            return saved(batch);
        }
    }

    private Batch driven(int threads, BatchMemory memory) {
        Batch batch = new Batch(model, 4, threads, memory);
        for (int world = 0; world < 4; world++) {
            batch.component(StateComponent.CONTROL).set(world, 0, 0.3 * world);
        }
        batch.step(200, Stage.NONE);
        return batch;
    }

    private static byte[] saved(Batch batch) throws Exception {
        var bytes = new ByteArrayOutputStream();
        batch.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
