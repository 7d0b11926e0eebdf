package dev.sinew.trainer.algorithm.ppo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.ActionScale;
import dev.sinew.trainer.evaluation.Evaluation;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.LearnerActor;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("learning")
class PpoLearningTest {
    private static final String TASK = "InvertedPendulum-v5";
    private static final int WORLDS = 16;

    /// A pole that falls at once gets about 5, one that never falls 1000.
    private static final double THRESHOLD = 950;

    @Test
    void keepsThePoleUpAndAllocatesNothingToSpeakOf() {
        TaskCatalog catalog = TaskCatalog.standard(text -> {});
        try (PpoRig rig = new PpoRig(PpoRig.settings(0.99, 64, 64, 3e-4), 4, 1, WORLDS, 1);
                VectorEnvironment environment = catalog.open(TASK, WORLDS, 1);
                Evaluator evaluator = new Evaluator(catalog.open(TASK, 4, 1), 4, 1000)) {
            rig.train(environment, 150);
            ActionScale scale = new ActionScale(environment.actionLow(), environment.actionHigh());

            Evaluation evaluation = evaluator.evaluate(new LearnerActor(rig.learner, scale));

            assertTrue(evaluation.mean() >= THRESHOLD, "mean return was " + evaluation.mean());
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            rig.train(environment, 20);
            double each = (threads.getCurrentThreadAllocatedBytes() - before) / (20.0 * WORLDS * 64);
            assertEquals(0, each, 100, "bytes for each step");
        }
    }
}
