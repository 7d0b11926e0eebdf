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
    /// Least that two engines may differ, as a part of half the range of an action and absolute where that is below 1.
    public static final double TOLERANCE = 1e-5;

    /// What is allowed beside a measured rounding: another processor may round otherwise.
    static final double HEADROOM = 4;

    private static final double LARGEST_TOLERANCE = 1e-3;

    private ExportCheck() {}

    /// Compares both engines with the trainer. A steep policy turns a rounding of its inputs into more than
    /// [#TOLERANCE]; so they may differ by four times what float32 differs from the policy's float64 form, be it the
    /// trainer's or the Java engine's, whichever is less, for neither may widen it by being wrong; by 1e-3 at most.
    ///
    /// @param onnx the exported file
    /// @param policy what was exported
    /// @param trainer the learner's actions in task units, computed by its own kernels
    /// @param samples to compare on
    /// @return the largest difference of an action, measured as [#TOLERANCE]
    /// @throws ExportException when it is larger than allowed, or not a number
    public static double largestDifference(byte[] onnx, ExportedPolicy policy, Actor trainer, PolicySamples samples) {
        int n = policy.observationSize();
        int m = policy.actionSize();
        float[] expected = answers(trainer, policy, samples);
        float[] exact = answers(new PolicyActor(exact(policy), n, m), policy, samples);
        float[] java = answers(new PolicyActor(JavaPolicy.compile(onnx, n, m), n, m), policy, samples);
        double rounding = Math.min(furthest(policy, expected, exact), furthest(policy, java, exact));
        double allowed = Math.clamp(HEADROOM * rounding, TOLERANCE, LARGEST_TOLERANCE);
        double largest = held("the Java engine", policy, java, expected, allowed);
        try (OnnxPolicy runtime = OnnxPolicy.open(onnx, n, m)) {
            float[] found = answers(new PolicyActor(runtime, n, m), policy, samples);
            return Math.max(largest, held("ONNX Runtime", policy, found, expected, allowed));
        }
    }

    private static Policy exact(ExportedPolicy policy) {
        return (observation, action) -> {
            policy.act(observation, action);
            return true;
        };
    }

    private static float[] answers(Actor actor, ExportedPolicy policy, PolicySamples samples) {
        float[] actions = new float[samples.count() * policy.actionSize()];
        actor.act(samples.observations(), samples.count(), actions);
        return actions;
    }

    private static double held(String engine, ExportedPolicy policy, float[] found, float[] expected, double allowed) {
        int m = policy.actionSize();
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = difference(policy, i % m, found[i], expected[i]);
            if (!(difference <= allowed)) {
                throw new ExportException(
                        "%s must answer as the trainer to %s, differs by %s: action %d of sample %d is %s for %s"
                                .formatted(engine, allowed, difference, i % m, i / m, found[i], expected[i]));
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    private static double furthest(ExportedPolicy policy, float[] found, float[] expected) {
        double furthest = 0;
        for (int i = 0; i < expected.length; i++) {
            furthest = Math.max(furthest, difference(policy, i % policy.actionSize(), found[i], expected[i]));
        }
        return furthest;
    }

    private static double difference(ExportedPolicy policy, int action, float found, float expected) {
        double half = ((double) policy.actionHigh()[action] - policy.actionLow()[action]) / 2;
        return Math.abs((double) found - expected) / Math.max(1, half);
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
