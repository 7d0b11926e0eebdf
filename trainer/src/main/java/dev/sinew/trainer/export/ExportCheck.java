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

    private static final double LARGEST_TOLERANCE = 1e-3;
    private static final double HEADROOM = 4;

    private ExportCheck() {}

    /// Compares both engines with the trainer. They may differ by four times what float32 differs from the policy's
    /// float64 form, the trainer's or the Java engine's, whichever is less; at least by [#TOLERANCE] and at most by
    /// 1e-3: a steep policy turns a rounding of its inputs into more.
    ///
    /// @param onnx the exported file
    /// @param policy what was exported
    /// @param trainer the learner's actions in task units, computed by its own kernels
    /// @param samples to compare on
    /// @return the largest difference of an action, measured as [#TOLERANCE]
    /// @throws ExportException when it is larger than that, or not a number
    public static double largestDifference(byte[] onnx, ExportedPolicy policy, Actor trainer, PolicySamples samples) {
        float[] observations = samples.observations();
        float[] expected = new float[samples.count() * policy.actionSize()];
        trainer.act(observations, samples.count(), expected);
        Policy java = JavaPolicy.compile(onnx, policy.observationSize(), policy.actionSize());
        double rounding = Math.min(
                largest(policy, policy::act, observations, expected),
                largest(policy, policy::act, observations, answers(java, policy, observations, samples.count())));
        double allowed = Math.clamp(HEADROOM * rounding, TOLERANCE, LARGEST_TOLERANCE);
        double largest = compared("the Java engine", java, policy, observations, expected, allowed);
        try (OnnxPolicy runtime = OnnxPolicy.open(onnx, policy.observationSize(), policy.actionSize())) {
            return Math.max(largest, compared("ONNX Runtime", runtime, policy, observations, expected, allowed));
        }
    }

    private static float[] answers(Policy played, ExportedPolicy policy, float[] observations, int samples) {
        float[] found = new float[samples * policy.actionSize()];
        new PolicyActor(played, policy.observationSize(), policy.actionSize()).act(observations, samples, found);
        return found;
    }

    /// What answers an observation, `[n]`, with an action, `[m]`, filled.
    private interface Answer {
        void act(float[] observation, float[] action);
    }

    private static double largest(ExportedPolicy policy, Answer answer, float[] observations, float[] expected) {
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            int entry = i % action.length;
            if (entry == 0) {
                System.arraycopy(
                        observations, i / action.length * observation.length, observation, 0, observation.length);
                answer.act(observation, action);
            }
            double half = ((double) policy.actionHigh()[entry] - policy.actionLow()[entry]) / 2;
            largest = Math.max(largest, Math.abs((double) action[entry] - expected[i]) / Math.max(1, half));
        }
        return largest;
    }

    private static double compared(
            String engine,
            Policy played,
            ExportedPolicy policy,
            float[] observations,
            float[] expected,
            double allowed) {
        int m = policy.actionSize();
        float[] found = new float[expected.length];
        new PolicyActor(played, policy.observationSize(), m).act(observations, expected.length / m, found);
        float[] low = policy.actionLow();
        float[] high = policy.actionHigh();
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double half = ((double) high[i % m] - low[i % m]) / 2;
            double difference = Math.abs((double) found[i] - expected[i]) / Math.max(1, half);
            if (!(difference <= allowed)) {
                throw new ExportException(
                        "%s must answer as the trainer to %s, differs by %s: action %d of sample %d is %s for %s"
                                .formatted(engine, allowed, difference, i % m, i / m, found[i], expected[i]));
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
