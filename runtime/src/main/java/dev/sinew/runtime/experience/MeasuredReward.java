package dev.sinew.runtime.experience;

import dev.sinew.config.experience.Transition;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.task.RobotTask;
import dev.sinew.hal.task.MeasuredMotion;
import dev.sinew.hal.task.TaskScore;
import dev.sinew.runtime.journal.TickRecord;
import java.util.ArrayList;
import java.util.List;

/// A task's reward from what a robot's own sensors say, by the code that scores the simulation. Of no part of it
/// that the sensors do not show the robot knows anything: that is what it can learn from. One thread; no step
/// allocates.
public final class MeasuredReward implements Score {
    private final TaskScore score;
    private final MeasuredMotion motion;
    private final RobotState state;
    private final AttitudeEstimate attitude = new AttitudeEstimate();

    /// The reward of a task, before its first episode.
    ///
    /// @param task that the robot is at
    public MeasuredReward(RobotTask task) {
        score = TaskScore.of(task);
        motion = new MeasuredMotion(task);
        state = new RobotState(task.contract().robot().joints().size());
    }

    /// {@return names of the reward's terms in their order}
    ///
    /// @param task that a robot is at
    public static List<String> terms(RobotTask task) {
        TaskScore score = TaskScore.of(task);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < score.terms(); i++) {
            names.add(score.name(i));
        }
        return names;
    }

    @Override
    public void start(TickRecord first) {
        take(first);
        motion.start(state, attitude);
        score.start();
    }

    @Override
    public void step(TickRecord after, Transition step, boolean stopsNow) {
        take(after);
        motion.update(state, attitude);
        score.step(motion, step.action(), 0, stopsNow);
    }

    private void take(TickRecord tick) {
        state.timeNanos(tick.stateTime());
        for (int joint = 0; joint < state.joints(); joint++) {
            state.position()[joint] = tick.position(joint);
            state.velocity()[joint] = tick.velocity(joint);
        }
        for (int axis = 0; axis < 3; axis++) {
            attitude.gravity()[axis] = tick.estimatedGravity(axis);
            attitude.angularVelocity()[axis] = tick.estimatedAngularVelocity(axis);
        }
    }

    @Override
    public double reward() {
        return score.reward();
    }

    @Override
    public double term(int index) {
        return score.term(index);
    }
}
