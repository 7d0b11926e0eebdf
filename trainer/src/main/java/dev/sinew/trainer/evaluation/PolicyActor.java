package dev.sinew.trainer.evaluation;

import dev.sinew.hal.control.Policy;

/// Lets a policy of the runtime, an ONNX file for one, act in N worlds, one after the other.
public final class PolicyActor implements Actor {
    private final Policy policy;
    private final float[] observation;
    private final float[] action;

    /// Takes a policy whose actions are in task units.
    ///
    /// @param policy to ask
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    public PolicyActor(Policy policy, int observationSize, int actionSize) {
        this.policy = policy;
        observation = new float[observationSize];
        action = new float[actionSize];
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalStateException when the policy has no usable action
    @Override
    public void act(float[] observations, int worlds, float[] actions) {
        for (int w = 0; w < worlds; w++) {
            System.arraycopy(observations, w * observation.length, observation, 0, observation.length);
            if (!policy.act(observation, action)) {
                throw new IllegalStateException("policy must give a usable action, gave none in world " + w);
            }
            System.arraycopy(action, 0, actions, w * action.length, action.length);
        }
    }
}
