package dev.sinew.sim.task.probe;

import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.TaskDescription;
import dev.sinew.sim.task.TaskWorlds;

/// The probe tasks, in the order in which a new learner should pass them. One number o is observed, one number a in
/// `[−1, 1]` acts; γ is the discount. Values are those of the best policy without an entropy bonus.
///
/// | probe | episode | o | reward | value | fails when |
/// |---|---|---|---|---|---|
/// | [#CONSTANT_REWARD] | 1 step | 0 | 1 | 1 | the value loss or its optimizer is wrong |
/// | [#OBSERVATION_REWARD] | 1 step | ±1 at random | o | o | gradients miss the first layer |
/// | [#DELAYED_REWARD] | 2 steps | 0, then 1 | 0, then 1 | γ, then 1 | bootstrap or discount is wrong |
/// | [#ACTION_REWARD] | 1 step | 0 | `1 − (a − ½)²` | 1 at a = ½ | the policy's gradient is wrong |
/// | [#OBSERVATION_ACTION_REWARD] | 1 step | ±1 at random | `1 − (a − o/2)²` | 1 at a = o/2 | rows are mixed up |
/// | [#ENDLESS_REWARD] | cut at 10 steps | 0 | 1 | 1/(1 − γ) | a time limit is taken for an end |
public enum Probe implements Task {
    /// Reward 1, one step.
    CONSTANT_REWARD("always one", 1) {
        @Override
        double reward(int step, float observation, float action) {
            return 1;
        }
    },
    /// The observation is the reward, one step.
    OBSERVATION_REWARD("what is seen is paid", 1) {
        @Override
        float observation(int step, float sign) {
            return sign;
        }

        @Override
        double reward(int step, float observation, float action) {
            return observation;
        }
    },
    /// Reward 1 in the second of two steps.
    DELAYED_REWARD("paid in the second step", 2) {
        @Override
        float observation(int step, float sign) {
            return step;
        }

        @Override
        double reward(int step, float observation, float action) {
            return step;
        }
    },
    /// Reward 1 for one action, one step.
    ACTION_REWARD("one action is best", 1) {
        @Override
        double reward(int step, float observation, float action) {
            return closeness(action, BEST);
        }
    },
    /// Reward 1 for an action that the observation tells, one step.
    OBSERVATION_ACTION_REWARD("what is seen tells the best action", 1) {
        @Override
        float observation(int step, float sign) {
            return sign;
        }

        @Override
        double reward(int step, float observation, float action) {
            return closeness(action, BEST * observation);
        }
    },
    /// Reward 1 for ever, cut by a time limit.
    ENDLESS_REWARD("always one without an end", Integer.MAX_VALUE) {
        @Override
        double reward(int step, float observation, float action) {
            return 1;
        }
    };

    /// The best action where the reward depends on it.
    private static final float BEST = 0.5f;

    private static final int TIME_LIMIT = 10;

    private final String summary;
    private final int length;

    Probe(String summary, int length) {
        this.summary = summary;
        this.length = length;
    }

    @Override
    public TaskDescription description() {
        return new TaskDescription(
                "probe." + name(), summary, 1, TaskDescription.ActionRange.symmetric(1, 1), TIME_LIMIT);
    }

    @Override
    public TaskWorlds open(Simulator simulator, int worlds, int threads) {
        return new ProbeWorlds(this, worlds);
    }

    /// {@return what is seen}
    ///
    /// @param step of the episode, from 0 on
    /// @param sign of the episode, −1 or 1 at random
    float observation(int step, float sign) {
        return 0;
    }

    /// {@return what is paid}
    ///
    /// @param step of the episode, from 0 on
    /// @param observation acted on
    /// @param action taken
    abstract double reward(int step, float observation, float action);

    /// {@return whether the task ends with a step}
    ///
    /// @param step of the episode, from 0 on
    boolean ends(int step) {
        return step + 1 >= length;
    }

    private static double closeness(float action, float best) {
        double miss = action - best;
        return 1 - miss * miss;
    }
}
