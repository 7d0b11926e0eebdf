package dev.sinew.runtime.policy;

import dev.sinew.config.bundle.GoldenVectors;
import dev.sinew.hal.control.Policy;
import java.util.Arrays;

/// Holds a policy to numbers it must reproduce: the golden vectors of its bundle, or another engine's actions.
final class PolicyCheck {
    /// Largest difference between two engines, absolute, in task units, of a policy whose golden vectors allow no more.
    static final float TOLERANCE = 1e-5f;

    /// The golden observations and these multiples of them, into the clipped and saturated range.
    private static final float[] STRETCH = {0, 1, -1, 10, -1000};

    private PolicyCheck() {}

    /// Compares a policy with golden vectors.
    ///
    /// @param engine name for the message
    /// @param policy the policy
    /// @param golden what it must answer, and how exactly
    /// @return the largest difference
    /// @throws PolicyException when one differs by more than the vectors allow
    static float golden(String engine, Policy policy, GoldenVectors golden) {
        float[] observation = new float[golden.observationSize()];
        float[] wanted = new float[golden.actionSize()];
        float largest = 0;
        for (int i = 0; i < golden.count(); i++) {
            golden.observation(i, observation);
            golden.action(i, wanted);
            float[] action = act(policy, observation, wanted.length);
            float difference = difference(action, wanted);
            if (!(difference <= golden.tolerance())) {
                throw new PolicyException(engine + " must reproduce golden vector " + i + " to " + golden.tolerance()
                        + ", differs by " + difference + ": " + Arrays.toString(action) + " for "
                        + Arrays.toString(wanted));
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    /// Compares two engines on golden observations and far beyond them.
    ///
    /// @param first one engine
    /// @param second the other
    /// @param golden gives the observations
    /// @return the largest difference
    /// @throws PolicyException when one differs by more than [#TOLERANCE] and than the golden vectors allow
    static float agreement(Policy first, Policy second, GoldenVectors golden) {
        double tolerance = Math.max(TOLERANCE, golden.tolerance());
        float[] observation = new float[golden.observationSize()];
        float largest = 0;
        for (int i = 0; i < golden.count(); i++) {
            for (float stretch : STRETCH) {
                golden.observation(i, observation);
                for (int k = 0; k < observation.length; k++) {
                    observation[k] *= stretch;
                }
                largest = Math.max(largest, agreement(first, second, observation, golden.actionSize(), tolerance));
            }
        }
        return largest;
    }

    private static float agreement(Policy first, Policy second, float[] observation, int actionSize, double tolerance) {
        float difference = difference(act(first, observation, actionSize), act(second, observation, actionSize));
        if (!(difference <= tolerance)) {
            throw new PolicyException("two engines must agree to " + (float) tolerance + ", differ by " + difference
                    + " at " + Arrays.toString(observation));
        }
        return difference;
    }

    private static float[] act(Policy policy, float[] observation, int actionSize) {
        float[] action = new float[actionSize];
        if (!policy.act(observation, action)) {
            throw new PolicyException("policy must give an action, gave none for " + Arrays.toString(observation));
        }
        return action;
    }

    /// {@return the largest absolute difference, NaN when one of them is no number}
    private static float difference(float[] one, float[] other) {
        float largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }
}
