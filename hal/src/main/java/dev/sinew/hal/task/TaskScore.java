package dev.sinew.hal.task;

import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.JointTask;
import dev.sinew.config.task.RobotTask;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What a task says of one robot, tick by tick: the reward and its terms, and whether the task has failed. Simulation
/// and robot run the same code and differ in the [Motion] alone: equal motions and actions give equal bits.
///
/// An episode is terminated when the safety gate stops the robot or the task has [failed][#failed], and truncated
/// after [RobotTask#timeLimit] ticks. One thread; no step allocates.
public interface TaskScore {
    /// {@return the score of a task, before its first step}
    ///
    /// @param task with the weights of the reward and the bounds of an episode
    static TaskScore of(RobotTask task) {
        return switch (task) {
            case BalancerTask balance -> new BalanceScore(balance);
            case JointTask joints -> new JointScore(joints);
        };
    }

    /// Begins an episode.
    void start();

    /// Scores one tick.
    ///
    /// @param motion at the end of the tick
    /// @param actions of the tick from `offset` on
    /// @param offset first float of the robot's action
    /// @param stopsNow whether the gate stopped the robot in this tick
    void step(Motion motion, float[] actions, int offset, boolean stopsNow);

    /// {@return the reward of the last step}
    double reward();

    /// {@return how many terms add up to it}
    int terms();

    /// {@return one term of it}
    ///
    /// @param index below [#terms]
    double term(int index);

    /// {@return the name of a term in reports}
    ///
    /// @param index below [#terms]
    String name(int index);

    /// {@return whether a motion ends the task: there is no value beyond}
    ///
    /// @param motion at the end of a tick
    boolean failed(Motion motion);

    /// Writes everything that decides what comes next.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote. What is said of a step holds again after the next one.
    ///
    /// @param in what save wrote, from a score of the same task
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException;
}
