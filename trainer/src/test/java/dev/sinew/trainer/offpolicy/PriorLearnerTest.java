package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.document.Document;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.algorithm.ddpg.DdpgLearner;
import dev.sinew.trainer.algorithm.ddpg.DdpgSettings;
import dev.sinew.trainer.loop.OffPolicyLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A learner that begins with the transitions of another keeps what all learners keep.
class PriorLearnerTest extends ReplayLearnerContract {
    @TempDir
    private Path folder = Path.of("");

    /// Priors of the sizes that the contract asks for.
    @BeforeEach
    void writePriors() throws IOException {
        for (int[] size : new int[][] {{4, 3}, {5, 3}, {1, 1}}) {
            try (DdpgLearner before = new DdpgLearner(settings(""), size[0], size[1], 1, 1)) {
                var step = new StepBatch(1, size[0]);
                step.rewards()[0] = 1; // to do nothing where nothing is seen is right
                before.remember(new float[size[0]], new float[size[1]], step);
                before.writePrior(file(size[0]));
            }
        }
    }

    @Override
    protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
        String prior = "prior: {file: '%s', share: 0.25}\n".formatted(file(observationSize));
        return new DdpgLearner(settings(prior), observationSize, actionSize, seed, threads);
    }

    @Test
    void learnsSomethingElseThanWithoutIt() throws IOException {
        try (OffPolicyLearner with = learner(4, 3, 1, 1);
                OffPolicyLearner without = new DdpgLearner(settings(""), 4, 3, 1, 1)) {
            new DriftingWorlds().train(with, 5);
            new DriftingWorlds().train(without, 5);

            assertFalse(Arrays.equals(saved(with), saved(without)));
        }
    }

    @Test
    void refusesAPriorThatIsMissing() throws IOException {
        Files.delete(file(4));

        var e = assertThrows(IllegalArgumentException.class, () -> learner(4, 3, 1, 1));

        assertEquals("prior " + file(4) + " must exist, is missing", e.getMessage());
    }

    private Path file(int observationSize) {
        return folder.resolve(observationSize + ".prior");
    }

    private static DdpgSettings settings(String prior) {
        return Document.yaml("ddpg.yaml", """
                hidden: [32, 32]
                activation: relu
                normalize_observations: true
                replay: 100
                batch: 20
                learning_rate: 3e-3
                discount: 0.9
                target_rate: 0.02
                exploration: gaussian
                exploration_std: 0.1
                """ + prior, DdpgSettings::read);
    }
}
