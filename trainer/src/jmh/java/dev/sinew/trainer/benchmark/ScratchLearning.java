package dev.sinew.trainer.benchmark;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.control.Policy;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.hardware.EmulatedRobot;
import dev.sinew.trainer.hardware.RobotStep;
import dev.sinew.trainer.network.ExportedPolicy;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// Soft actor–critic that knows nothing, on the robot itself: an update for each step, exploration by its own policy,
/// the first steps at random. What a robot could be taught if it had no simulation, and the time.
final class ScratchLearning implements EmulatedRobot.Learning, Policy, AutoCloseable {
    private static final int WARM_UP = 2000;

    private final SacLearner learner;
    private final RandomStream random;
    private final LongConsumer each;
    private final int actionSize;
    private long steps;
    private int owed;

    /// A learner that knows nothing.
    ///
    /// @param settings of a training in simulation
    /// @param observationSize floats of an observation
    /// @param actionSize floats of an action
    /// @param seed of everything random
    /// @param each told of the number of steps after each
    ScratchLearning(SacSettings settings, int observationSize, int actionSize, long seed, LongConsumer each) {
        learner = new SacLearner(settings, observationSize, actionSize, seed, 1);
        random = new RandomStream(seed).split("warm-up");
        this.actionSize = actionSize;
        this.each = each;
    }

    @Override
    public boolean act(float[] observation, float[] action) {
        if (steps < WARM_UP) {
            for (int i = 0; i < action.length; i++) {
                action[i] = (float) (2 * random.nextDouble() - 1);
            }
        } else {
            learner.act(observation, 1, true, action);
        }
        return true;
    }

    @Override
    public void took(RobotStep step) {
        step.addTo(learner.replay());
        steps++;
        if (steps > WARM_UP) {
            owed++;
        }
        each.accept(steps);
    }

    @Override
    public void between() {
        if (owed > 0) {
            learner.update(owed);
            owed = 0;
        }
    }

    /// {@return its policy of now, without exploration}
    ExportedPolicy policy() {
        float[] low = new float[actionSize];
        float[] high = new float[actionSize];
        Arrays.fill(low, -1);
        Arrays.fill(high, 1);
        return learner.policy(low, high);
    }

    @Override
    public void close() {
        learner.close();
    }
}
