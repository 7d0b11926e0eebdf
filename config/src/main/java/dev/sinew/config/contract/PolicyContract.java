package dev.sinew.config.contract;

import dev.sinew.config.robot.RobotDescription;
import java.util.List;

/// All that a policy and a robot must agree on. It is closed: whatever the control step needs to turn readings into
/// an observation and an action into targets stands here or in the robot's description inside, and nothing has a
/// default.
///
/// @param robot the robot it was trained for: rate, joints in order with their limits, attitude filter, safety,
/// arming
/// @param task name of the task it was trained on
/// @param delayBudgetSeconds longest time from a reading to the actuator's answer that it was trained with, s
/// @param joints how it sees each joint, in the robot's joint order
/// @param observation the terms of the observation, in their order
/// @param action how each entry of the action becomes a target, driven joints only, in the robot's joint order
/// @param normalization what it does first with an observation
public record PolicyContract(
        RobotDescription robot,
        String task,
        double delayBudgetSeconds,
        List<JointConvention> joints,
        List<ObservationTerm> observation,
        List<ActionMapping> action,
        Normalization normalization) {
    /// Copies the lists and refuses parts that do not fit each other.
    public PolicyContract {
        joints = List.copyOf(joints);
        observation = List.copyOf(observation);
        action = List.copyOf(action);
        if (!(delayBudgetSeconds > 0) || delayBudgetSeconds > 1) {
            throw new IllegalArgumentException(
                    "delay budget must be above 0 and at most 1 s, was " + delayBudgetSeconds);
        }
        requireJoints(
                "joints",
                "joints",
                robot.jointNames(),
                joints.stream().map(JointConvention::joint).toList());
        requireJoints(
                "action",
                "driven joints",
                robot.drivenNames(),
                action.stream().map(ActionMapping::joint).toList());
        observation.forEach(term -> requireSensed(term, robot));
        if (observation.isEmpty()) {
            throw new IllegalArgumentException("observation must hold at least 1 term, was empty");
        }
        int size = size(observation, robot);
        if (normalization.size() != size) {
            throw new IllegalArgumentException(
                    "normalization must hold " + size + " entries as the observation, was " + normalization.size());
        }
    }

    private static void requireJoints(String what, String which, List<String> expected, List<String> names) {
        if (!names.equals(expected)) {
            throw new IllegalArgumentException(
                    what + " must name the robot's " + which + " in order " + expected + ", was " + names);
        }
    }

    private static void requireSensed(ObservationTerm term, RobotDescription robot) {
        if (term.needsImu() && robot.attitude().isEmpty()) {
            throw new IllegalArgumentException(
                    "observation of a robot without an IMU must not hold " + term.name() + ", did");
        }
        term.onlyJoint().filter(joint -> !robot.jointNames().contains(joint)).ifPresent(joint -> {
            throw new IllegalArgumentException("observation term " + term.name() + " must name one of "
                    + robot.jointNames() + ", was '" + joint + "'");
        });
    }

    private static int size(List<ObservationTerm> terms, RobotDescription robot) {
        return terms.stream().mapToInt(term -> term.size(robot)).sum();
    }

    /// {@return floats of one observation}
    public int observationSize() {
        return size(observation, robot);
    }

    /// {@return floats of one action}
    public int actionSize() {
        return action.size();
    }

    /// {@return this contract with another normalization}
    ///
    /// @param other of as many entries
    public PolicyContract with(Normalization other) {
        return new PolicyContract(robot, task, delayBudgetSeconds, joints, observation, action, other);
    }
}
