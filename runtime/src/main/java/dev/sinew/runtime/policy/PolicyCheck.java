package dev.sinew.runtime.policy;

import dev.sinew.hal.control.Policy;
import java.util.Arrays;

/// Holds a policy to numbers it must reproduce: the golden vectors of its bundle, or another engine's actions.
public final class PolicyCheck {
    /// Largest difference between two engines, and between an engine and a golden vector; absolute, on actions in
    /// [−1, 1].
    public static final float TOLERANCE = 1e-5f;

    private PolicyCheck() {}

    /// Compares a policy with golden vectors.
    ///
    /// @param engine name for the message
    /// @param policy the policy
    /// @param observations `[B, n]`
    /// @param actions what it must answer, `[B, m]`
    /// @return the largest difference
    /// @throws PolicyException when there is none to compare or one differs by more than [#TOLERANCE]
    public static float golden(String engine, Policy policy, float[][] observations, float[][] actions) {
        if (observations.length == 0 || observations.length != actions.length) {
            throw new PolicyException("golden vectors must come in pairs, at least 1, were " + observations.length
                    + " observations and " + actions.length + " actions");
        }
        float largest = 0;
        for (int i = 0; i < observations.length; i++) {
            float[] action = act(engine, policy, observations[i], actions[i].length);
            float difference = difference(action, actions[i]);
            if (!(difference <= TOLERANCE)) {
                throw new PolicyException(
                        engine + " must reproduce golden vector " + i + " to " + TOLERANCE + ", differs by "
                                + difference + ": " + Arrays.toString(action) + " for " + Arrays.toString(actions[i]));
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    /// Compares two engines.
    ///
    /// @param first one engine
    /// @param second the other
    /// @param observations `[B, n]`
    /// @param actionSize m
    /// @return the largest difference
    /// @throws PolicyException when one differs by more than [#TOLERANCE]
    public static float agreement(Policy first, Policy second, float[][] observations, int actionSize) {
        float largest = 0;
        for (float[] observation : observations) {
            float[] one = act("the first engine", first, observation, actionSize);
            float[] other = act("the second engine", second, observation, actionSize);
            float difference = difference(one, other);
            if (!(difference <= TOLERANCE)) {
                throw new PolicyException("two engines must agree to " + TOLERANCE + ", differ by " + difference
                        + " at " + Arrays.toString(observation));
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    private static float[] act(String engine, Policy policy, float[] observation, int actionSize) {
        float[] action = new float[actionSize];
        if (!policy.act(observation, action)) {
            throw new PolicyException(engine + " gave no action for " + Arrays.toString(observation));
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
