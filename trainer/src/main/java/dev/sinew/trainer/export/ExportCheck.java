package dev.sinew.trainer.export;

import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.OnnxPolicy;
import dev.sinew.trainer.evaluation.Actor;
import dev.sinew.trainer.evaluation.PolicyActor;
import dev.sinew.trainer.network.ExportedPolicy;

/// Holds an exported file to the trainer it came from: ONNX Runtime and the robot's plain Java engine must answer as
/// the trainer's own kernels do.
public final class ExportCheck {
    /// Largest difference allowed, as a part of half the range of an action and absolute where that is below 1.
    public static final double TOLERANCE = 1e-5;

    private ExportCheck() {}

    /// Compares both engines with the trainer.
    ///
    /// @param onnx the exported file
    /// @param policy what was exported
    /// @param trainer the learner's actions in task units, computed by its own kernels
    /// @param samples to compare on
    /// @return the largest difference of an action, measured as [#TOLERANCE]
    /// @throws ExportException when it is larger than [#TOLERANCE], or not a number
    public static double largestDifference(byte[] onnx, ExportedPolicy policy, Actor trainer, PolicySamples samples) {
        float[] observations = samples.observations();
        float[] expected = new float[samples.count() * policy.actionSize()];
        trainer.act(observations, samples.count(), expected);
        Policy java = JavaPolicy.compile(onnx, policy.observationSize(), policy.actionSize());
        double largest = compared("the Java engine", java, policy, observations, expected);
        try (OnnxPolicy runtime = OnnxPolicy.open(onnx, policy.observationSize(), policy.actionSize())) {
            return Math.max(largest, compared("ONNX Runtime", runtime, policy, observations, expected));
        }
    }

    private static double compared(
            String engine, Policy played, ExportedPolicy policy, float[] observations, float[] expected) {
        int m = policy.actionSize();
        float[] found = new float[expected.length];
        new PolicyActor(played, policy.observationSize(), m).act(observations, expected.length / m, found);
        float[] low = policy.actionLow();
        float[] high = policy.actionHigh();
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double half = ((double) high[i % m] - low[i % m]) / 2;
            double difference = Math.abs((double) found[i] - expected[i]) / Math.max(1, half);
            if (!(difference <= TOLERANCE)) {
                throw new ExportException(
                        "%s must answer as the trainer to %s, differs by %s: action %d of sample %d is %s for %s"
                                .formatted(engine, TOLERANCE, difference, i % m, i / m, found[i], expected[i]));
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    /// {@return how far the float32 of both engines is from given actions at most}
    ///
    /// @param onnx the exported file
    /// @param observationSize n
    /// @param observations `[samples][n]`
    /// @param actions `[samples][m]`
    static double rounding(byte[] onnx, int observationSize, float[] observations, float[] actions) {
        int samples = observations.length / observationSize;
        int m = actions.length / samples;
        Policy java = JavaPolicy.compile(onnx, observationSize, m);
        try (OnnxPolicy runtime = OnnxPolicy.open(onnx, observationSize, m)) {
            return Math.max(
                    furthest(java, observationSize, observations, actions),
                    furthest(runtime, observationSize, observations, actions));
        }
    }

    private static double furthest(Policy played, int observationSize, float[] observations, float[] actions) {
        int samples = observations.length / observationSize;
        float[] found = new float[actions.length];
        new PolicyActor(played, observationSize, actions.length / samples).act(observations, samples, found);
        double furthest = 0;
        for (int i = 0; i < actions.length; i++) {
            furthest = Math.max(furthest, Math.abs((double) found[i] - actions[i]));
        }
        return furthest;
    }
}
