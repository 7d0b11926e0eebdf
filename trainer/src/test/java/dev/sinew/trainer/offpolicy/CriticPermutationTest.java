package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.replay.ReplayBatch;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The step of critics is a mean over the rows of a batch: their order counts for rounding only, whichever way two
/// threads share the work.
class CriticPermutationTest {
    private static final int ROWS = 31;

    @ParameterizedTest
    @CsvSource({"1, false, 1", "1, false, 2", "2, false, 2", "3, true, 1"})
    void theOrderOfTheRowsDoesNotCount(int count, boolean norm, int threads) {
        OffPolicySettings settings = new OffPolicySettings(
                new NetworkSettings(List.of(24, 18), Activation.RELU, false),
                new ReplaySettings(1000, ROWS),
                new CriticSettings(count, OptionalInt.empty(), norm, 0),
                AdamSettings.ofRate(1e-3),
                0.9,
                0.01,
                ActorSettings.every(1));
        try (KernelTeam team = new KernelTeam(threads)) {
            ReplayBuffer replay = RandomTransitions.replay(2);
            LearnerParts straight = parts(settings, replay, team);
            LearnerParts turned = parts(settings, replay, team);
            CriticTraining first = critics(settings, straight);
            CriticTraining second = critics(settings, turned);
            straight.batch().draw(0, ROWS, new RandomStream(5));
            turned.batch().draw(0, ROWS, new RandomStream(5));
            for (int r = 0; r < ROWS; r++) {
                first.targets()[r] = (float) Math.sin(r);
                second.targets()[turn(r)] = first.targets()[r];
            }
            turn(straight.batch().inputs().taken(), turned.batch());

            first.learn();
            second.learn();

            assertEquals(first.loss(), second.loss(), 1e-6 * first.loss());
            for (int i = 0; i < count; i++) {
                float[] wanted = first.ensemble().get(i).gradient().values();
                float[] found = second.ensemble().get(i).gradient().values();
                for (int k = 0; k < wanted.length; k++) {
                    // sums over 31 rows of products near 1 in float32
                    assertEquals(wanted[k], found[k], 1e-6, "critic " + i + ", number " + k);
                }
            }
        }
    }

    /// Where a row goes: 7 and 31 have no common divisor.
    private static int turn(int row) {
        return (7 * row + 3) % ROWS;
    }

    private static void turn(Matrix from, ReplayBatch to) {
        Matrix rows = to.inputs().taken();
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(from.array(), r * from.stride(), rows.array(), turn(r) * rows.stride(), from.columns());
        }
    }

    private static LearnerParts parts(OffPolicySettings settings, ReplayBuffer replay, KernelTeam team) {
        return RandomTransitions.parts(settings, replay, RandomTransitions.OBSERVATION, RandomTransitions.ACTION, team);
    }

    /// With the loss `mean ½·(Q − y)²`.
    private static CriticTraining critics(OffPolicySettings settings, LearnerParts parts) {
        CriticLoss loss = (q, y, dQ) -> {
            double sum = 0;
            for (int r = 0; r < q.length; r++) {
                dQ[r] = (q[r] - y[r]) / q.length;
                sum += 0.5 * (q[r] - y[r]) * (q[r] - y[r]) / q.length;
            }
            return sum;
        };
        return new CriticTraining(
                new Kernels(),
                parts.team(),
                settings,
                parts.batch(),
                parts.observationSize(),
                loss,
                parts.random().split("critics"));
    }
}
