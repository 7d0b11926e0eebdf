package dev.sinew.trainer.rollout;

import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.network.Parameters;

/// Finds numbers that are not finite before they spread into an update, and after an update that made them.
final class RolloutDiagnosis {
    private RolloutDiagnosis() {}

    /// Refuses a rollout that holds NaN or infinities.
    ///
    /// @param rollout complete
    /// @param update which, counted from 1
    /// @throws NonFiniteException names the first tensor
    static void requireFinite(Rollout rollout, long update) {
        Matrix seen = rollout.observations();
        for (int row = 0; row < rollout.rows(); row++) {
            for (int k = 0; k < seen.columns(); k++) {
                if (!Float.isFinite(seen.array()[row * seen.stride() + k])) {
                    throw new NonFiniteException("observation " + k + " of the rollout", update);
                }
            }
        }
        require("reward of the rollout", rollout.rewards(), update);
        require("action of the rollout", rollout.actions(), update);
        require("value of the rollout", rollout.values(), update);
        require("advantage of the rollout", rollout.advantages(), update);
    }

    /// Refuses parameters that are not finite.
    ///
    /// @param actorCritic trained
    /// @param update which, counted from 1
    /// @throws NonFiniteException names the first tensor
    static void requireFinite(ActorCritic actorCritic, long update) {
        require("policy", actorCritic.policy(), update);
        require("value function", actorCritic.value(), update);
    }

    private static void require(String name, float[] values, long update) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new NonFiniteException(name, update);
            }
        }
    }

    private static void require(String name, Parameters parameters, long update) {
        for (float value : parameters.values()) {
            if (!Float.isFinite(value)) {
                String tensor = parameters.firstNotFinite().orElse("padding");
                throw new NonFiniteException(name + " " + tensor, update);
            }
        }
    }
}
