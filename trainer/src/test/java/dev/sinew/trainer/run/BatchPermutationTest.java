package dev.sinew.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.Document;
import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.algorithm.acktr.AcktrLearner;
import dev.sinew.trainer.algorithm.acktr.AcktrSettings;
import dev.sinew.trainer.algorithm.npg.NpgLearner;
import dev.sinew.trainer.algorithm.npg.NpgSettings;
import dev.sinew.trainer.algorithm.pg.PgLearner;
import dev.sinew.trainer.algorithm.pg.PgSettings;
import dev.sinew.trainer.algorithm.ppo.PpoLearner;
import dev.sinew.trainer.algorithm.ppo.PpoSettings;
import dev.sinew.trainer.algorithm.ppokl.PpoKlLearner;
import dev.sinew.trainer.algorithm.ppokl.PpoKlSettings;
import dev.sinew.trainer.algorithm.trpo.TrpoLearner;
import dev.sinew.trainer.algorithm.trpo.TrpoSettings;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.OnPolicyAlgorithm;
import dev.sinew.trainer.rollout.RandomRollouts;
import dev.sinew.trainer.rollout.Rollout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An update over all rows at once is a mean over them: their order counts for rounding only.
class BatchPermutationTest {
    private static final int STEPS = 16;
    private static final int WORLDS = 4;
    private static final int ROWS = STEPS * WORLDS;

    /// Of the largest move. Sums over 64 rows in float32 are off by 1e-6; what divides by a small gradient or solves a
    /// system makes that more.
    private static final double TOLERANCE = 5e-3;

    static List<String> algorithms() {
        return OnPolicySettings.algorithms();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void theOrderOfTheRowsDoesNotCount(String algorithm) {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic straight = full(team);
            ActorCritic shuffled = full(team);
            float[] policy = straight.policy().values().clone();
            float[] value = straight.value().values().clone();
            permute(shuffled.rollout());

            algorithm(algorithm, straight).update(straight.rollout(), 0);
            algorithm(algorithm, shuffled).update(shuffled.rollout(), 0);

            assertSameMove(policy, straight.policy().values(), shuffled.policy().values(), "policy");
            assertSameMove(value, straight.value().values(), shuffled.value().values(), "value function");
        }
    }

    private static ActorCritic full(KernelTeam team) {
        ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, 2);
        new RandomRollouts(actorCritic, 3).next();
        return actorCritic;
    }

    /// With batches of all rows.
    private static OnPolicyAlgorithm algorithm(String name, ActorCritic actorCritic) {
        String text = OnPolicySettings.of(name, STEPS, false).replaceAll("batch: [0-9]+", "batch: " + ROWS);
        RandomStream random = new RandomStream(1);
        return Document.yaml("settings.yaml", text, file -> {
            var section = file.section("learner");
            return switch (name) {
                case "acktr" -> new AcktrLearner(AcktrSettings.read(section), actorCritic, random);
                case "npg" -> new NpgLearner(NpgSettings.read(section), actorCritic, random);
                case "pg" -> new PgLearner(PgSettings.read(section), actorCritic, random);
                case "ppo" -> new PpoLearner(PpoSettings.read(section), actorCritic, random);
                case "ppo-kl" -> new PpoKlLearner(PpoKlSettings.read(section), actorCritic, random);
                case "trpo" -> new TrpoLearner(TrpoSettings.read(section), actorCritic, random);
                default -> throw new AssertionError(name);
            };
        });
    }

    private static void permute(Rollout rollout) {
        RandomStream random = new RandomStream(4);
        int[] order = IntStream.range(0, ROWS).toArray();
        for (int i = ROWS - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        permute(rollout.observations(), order);
        permute(rollout.means(), order);
        int size = rollout.actions().length / ROWS;
        permute(rollout.actions(), size, size, order);
        for (float[] each : List.of(rollout.logPi(), rollout.values(), rollout.advantages(), rollout.returns())) {
            permute(each, 1, 1, order);
        }
    }

    private static void permute(Matrix matrix, int[] order) {
        permute(matrix.array(), matrix.stride(), matrix.columns(), order);
    }

    private static void permute(float[] rows, int stride, int columns, int[] order) {
        float[] before = rows.clone();
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(before, order[r] * stride, rows, r * stride, columns);
        }
    }

    private static void assertSameMove(float[] before, float[] first, float[] second, String what) {
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            largest = Math.max(largest, Math.abs((double) first[i] - before[i]));
        }
        assertTrue(largest > 1e-4, what + " moved by " + largest);
        for (int i = 0; i < before.length; i++) {
            assertEquals(first[i], second[i], TOLERANCE * largest, what + ", number " + i + ", of " + largest);
        }
    }
}
