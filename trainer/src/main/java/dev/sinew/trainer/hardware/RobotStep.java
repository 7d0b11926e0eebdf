package dev.sinew.trainer.hardware;

import dev.sinew.config.experience.Mark;
import dev.sinew.config.experience.Transition;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.EnumSet;
import java.util.Set;

/// One step of a robot, as its learner sees it.
public final class RobotStep {
    private final int policy;
    private final float[] observation;
    private final float[] action;
    private final float[] next;
    private final float[] terms;
    private final Set<Mark> marks;

    /// A step that nobody reached into; its arrays are the step's own from now on.
    ///
    /// @param policy number of the policy that acted, as [FineTuning] counts them: 0 is the one from simulation,
    ///     below 0 is one that it does not know
    /// @param observation what was acted on, `[n]`
    /// @param action what was executed after the safety gate, in [−1, 1], `[m]`
    /// @param next observation it led to, `[n]`
    /// @param terms of the reward, in the order of the task; their sum is the reward
    /// @param terminated whether the task ended here
    /// @param truncated whether the episode was cut here though the task goes on
    public RobotStep(
            int policy,
            float[] observation,
            float[] action,
            float[] next,
            float[] terms,
            boolean terminated,
            boolean truncated) {
        this(policy, observation, action, next, terms, ends(terminated, truncated));
    }

    private RobotStep(int policy, float[] observation, float[] action, float[] next, float[] terms, Set<Mark> marks) {
        this.policy = policy;
        this.observation = observation;
        this.action = action;
        this.next = next;
        this.terms = terms;
        this.marks = marks;
    }

    private static Set<Mark> ends(boolean terminated, boolean truncated) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (terminated) {
            marks.add(Mark.TERMINATED);
        }
        if (truncated) {
            marks.add(Mark.TRUNCATED);
        }
        return marks;
    }

    /// {@return a step of a robot's stream; nothing of the transition is kept by reference} The gate may let through
    /// more than a policy can ask for, such as a hold of a target from before: what was executed is held to [−1, 1].
    ///
    /// @param policy number of the policy that acted, below 0 for one that [FineTuning] does not know
    /// @param one what the robot says
    public static RobotStep of(int policy, Transition one) {
        float[] action = one.executed().clone();
        for (int i = 0; i < action.length; i++) {
            action[i] = Math.clamp(action[i], -1f, 1f);
        }
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (one.is(mark)) {
                marks.add(mark);
            }
        }
        return new RobotStep(
                policy,
                one.observation().clone(),
                action,
                one.nextObservation().clone(),
                one.rewardTerms().clone(),
                marks);
    }

    /// {@return number of the policy that acted}
    public int policy() {
        return policy;
    }

    /// {@return the sum of the reward's terms, in their order}
    public double reward() {
        double sum = 0;
        for (float term : terms) {
            sum += term;
        }
        return sum;
    }

    /// {@return how many terms the reward has}
    public int terms() {
        return terms.length;
    }

    /// {@return one term of the reward}
    ///
    /// @param index in the order of the task
    public double term(int index) {
        return terms[index];
    }

    /// {@return whether an episode ends with it}
    public boolean isLast() {
        return terminated() || truncated();
    }

    /// {@return whether somebody reached in, so that what followed is not the policy's doing alone, or marked it}
    public boolean isFlagged() {
        return marks.contains(Mark.INTERVENTION) || marks.contains(Mark.MARKED);
    }

    /// Puts the step into a replay.
    ///
    /// @param replay of a learner
    public void addTo(ReplayBuffer replay) {
        replay.add(observation, action, next, reward(), terminated(), truncated());
    }

    private boolean terminated() {
        return marks.contains(Mark.TERMINATED);
    }

    private boolean truncated() {
        return marks.contains(Mark.TRUNCATED);
    }
}
