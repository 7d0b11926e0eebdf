package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.CriticSettings;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.Relative;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole updates with REDQ's, DroQ's and n-step options against the equations in float64: transitions, targets, the
/// gradients of all critics and of the actor, and the first step of everything.
class SacOptionsUpdateTest {
    private static final int WORLDS = 2;
    private static final int ROWS = 20;
    private static final double DISCOUNT = 0.9;
    private static final double RATE = 1e-3;
    private static final double FOLLOW = 0.02;

    /// Of float32 sums over 20 rows, relative to the whole gradient.
    private static final double GRADIENT = 2e-5;

    /// What one step of one world gave.
    private static final class Transition {
        final float[] observation;
        final float[] action;
        final double reward;
        final boolean terminated;
        final boolean truncated;
        final float[] next;

        Transition(float[] observations, float[] actions, StepBatch step, int world) {
            observation = part(observations, world, SacRig.OBSERVATION);
            action = part(actions, world, SacRig.ACTION);
            reward = (float) step.rewards()[world];
            terminated = step.terminated()[world];
            truncated = step.truncated()[world];
            next = part(step.finalObservations(), world, SacRig.OBSERVATION);
        }
    }

    private final List<Transition> transitions = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        // critics, subset (0: none), layer norm, dropout, n, threads
        "5, 2, false, 0, 1, 1",
        "4, 3, false, 0, 1, 2",
        "2, 0, true, 0, 1, 1",
        "2, 2, true, 0.3, 1, 1",
        "2, 0, true, 0.3, 1, 2",
        "2, 0, false, 0, 4, 1",
        "5, 2, true, 0.2, 3, 2"
    })
    void equalsTheEquationsInFloat64(int count, int subset, boolean norm, double dropout, int n, int threads) {
        CriticSettings critics =
                new CriticSettings(count, subset == 0 ? OptionalInt.empty() : OptionalInt.of(subset), norm, dropout);
        try (SacRig rig = rig(critics, n, threads)) {
            RandomStream subsets = SacRig.subsets();
            RandomStream keys = SacRig.dropout();
            for (int update = 0; update < 4; update++) {
                PlainOptions before = new PlainOptions(rig);
                double[][][] noise = rig.noise();
                PlainOptions.Draws draws = new PlainOptions.Draws(before, ROWS, subsets, keys);

                rig.update.run();

                PlainSac.Transitions batch = plain(rig.drawn(), n);
                assertBatch(batch, rig.transitions());
                double[] y = before.target(batch, noise[1], draws);
                assertCritics(rig, before, batch, y, draws);
                assertActor(rig, before, batch, noise[0], draws);
                if (update == 0) {
                    assertFirstStep(rig, before);
                }
                assertTargetsFollow(rig, before);
            }
        }
    }

    private static void assertBatch(PlainSac.Transitions wanted, PlainSac.Transitions found) {
        for (int r = 0; r < ROWS; r++) {
            assertArrayEquals(wanted.observations[r], found.observations[r], 0, "state of row " + r);
            assertArrayEquals(wanted.actions[r], found.actions[r], 0, "action of row " + r);
            assertArrayEquals(wanted.next[r], found.next[r], 0, "next state of row " + r);
            assertEquals(wanted.rewards[r], found.rewards[r], 1e-6, "return of row " + r);
            assertEquals(wanted.continuation[r], found.continuation[r], 1e-7, "continuation of row " + r);
        }
    }

    private static void assertCritics(
            SacRig rig, PlainOptions before, PlainSac.Transitions batch, double[] y, PlainOptions.Draws draws) {
        List<Integer> places = PlainOptions.places(rig.criticShape, before.settings.layerNorm());
        double loss = 0;
        for (int i = 0; i < before.critics.size(); i++) {
            double[][][] factors = draws.taken.get(i);
            loss += before.criticLoss(before.critics.get(i), batch, y, factors);
            double[] expected = PlainOptions.gradient(
                    before.critics.get(i), places, theta -> before.criticLoss(theta, batch, y, factors));
            Relative.assertClose(
                    expected, rig.critics.ensemble().get(i).gradient().values(), GRADIENT, "critic " + i);
        }
        assertEquals(loss, rig.update.criticLoss(), 1e-5 * (1 + loss));
    }

    /// The actor sees the critics after their step, and α before its own.
    private static void assertActor(
            SacRig rig, PlainOptions before, PlainSac.Transitions batch, double[][] noise, PlainOptions.Draws draws) {
        PlainOptions after = new PlainOptions(rig);
        double[] expected = PlainOptions.gradient(
                before.actor,
                PlainOptions.places(rig.actorShape, false),
                theta -> after.actorLoss(theta, batch, noise, before.alpha, draws));
        Relative.assertClose(expected, rig.actor.gradient().values(), GRADIENT, "actor");
        double loss = after.actorLoss(before.actor, batch, noise, before.alpha, draws);
        assertEquals(loss, rig.update.actorLoss(), 1e-5 * (1 + Math.abs(loss)));
    }

    /// From moments of zero Adam moves a number by `rate·g / (|g| + ε)`, gains and shifts too.
    private static void assertFirstStep(SacRig rig, PlainOptions before) {
        PlainOptions after = new PlainOptions(rig);
        for (int i = 0; i < before.critics.size(); i++) {
            float[] gradient = rig.critics.ensemble().get(i).gradient().values();
            int moved = 0;
            for (int place : PlainOptions.places(rig.criticShape, before.settings.layerNorm())) {
                double g = gradient[place];
                double wanted = before.critics.get(i)[place] - RATE * g / (Math.abs(g) + 1e-8);
                assertEquals(wanted, after.critics.get(i)[place], 2e-7, "critic " + i + ", number " + place);
                moved += g == 0 ? 0 : 1;
            }
            assertTrue(moved > 100, "critic " + i + " moved " + moved + " numbers");
        }
    }

    private static void assertTargetsFollow(SacRig rig, PlainOptions before) {
        PlainOptions after = new PlainOptions(rig);
        for (int i = 0; i < before.targets.size(); i++) {
            for (int place : PlainOptions.places(rig.criticShape, before.settings.layerNorm())) {
                double was = before.targets.get(i)[place];
                double wanted = was + FOLLOW * (after.critics.get(i)[place] - was);
                assertEquals(wanted, after.targets.get(i)[place], 1e-7, "target " + i + ", number " + place);
            }
        }
    }

    /// n steps from each transition on, or until its episode ends or is cut, or there are no more.
    private PlainSac.Transitions plain(long[] drawn, int n) {
        PlainSac.Transitions batch = new PlainSac.Transitions(drawn.length, SacRig.OBSERVATION, SacRig.ACTION);
        for (int r = 0; r < drawn.length; r++) {
            Transition first = transitions.get((int) drawn[r]);
            copy(first.observation, batch.observations[r]);
            copy(first.action, batch.actions[r]);
            double power = 1;
            int at = (int) drawn[r];
            for (int k = 1; ; k++, at += WORLDS) {
                Transition one = transitions.get(at);
                batch.rewards[r] += power * one.reward;
                power *= DISCOUNT;
                boolean over = one.terminated || one.truncated;
                if (over || k == n || at + WORLDS >= transitions.size()) {
                    batch.continuation[r] = one.terminated ? 0 : power;
                    copy(one.next, batch.next[r]);
                    break;
                }
            }
        }
        return batch;
    }

    private static void copy(float[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i];
        }
    }

    private SacRig rig(CriticSettings critics, int n, int threads) {
        OffPolicySettings common = new OffPolicySettings(
                new NetworkSettings(List.of(12, 10), Activation.TANH, false),
                new ReplaySettings(1000, ROWS, n, Optional.empty()),
                critics,
                AdamSettings.ofRate(RATE),
                DISCOUNT,
                FOLLOW,
                ActorSettings.every(1));
        SacSettings settings =
                new SacSettings(common, new SacSettings.Temperature(0.3, OptionalDouble.empty()), Optional.empty());
        return new SacRig(settings, replay(), SacRig.OBSERVATION, SacRig.ACTION, threads);
    }

    /// Two worlds that take turns, whose episodes end and are cut every few steps.
    private ReplayBuffer replay() {
        RandomStream random = new RandomStream(23);
        ReplayBuffer replay = new ReplayBuffer(1000, SacRig.OBSERVATION, SacRig.ACTION);
        float[] observations = normals(random, WORLDS * SacRig.OBSERVATION);
        for (int t = 0; t < 100; t++) {
            float[] actions = normals(random, WORLDS * SacRig.ACTION);
            StepBatch step = new StepBatch(WORLDS, SacRig.OBSERVATION);
            System.arraycopy(normals(random, observations.length), 0, step.finalObservations(), 0, observations.length);
            for (int w = 0; w < WORLDS; w++) {
                step.rewards()[w] = random.nextGaussian();
                step.terminated()[w] = random.nextInt(6) == 0;
                step.truncated()[w] = !step.terminated()[w] && random.nextInt(6) == 0;
                replay.add(observations, actions, step, w);
                transitions.add(new Transition(observations, actions, step, w));
            }
            observations = normals(random, observations.length);
        }
        return replay;
    }

    private static float[] normals(RandomStream random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.5 * random.nextGaussian());
        }
        return values;
    }

    private static float[] part(float[] values, int world, int size) {
        float[] part = new float[size];
        System.arraycopy(values, world * size, part, 0, size);
        return part;
    }
}
