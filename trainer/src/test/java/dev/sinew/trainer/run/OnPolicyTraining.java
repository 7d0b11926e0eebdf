package dev.sinew.trainer.run;

import dev.sinew.config.document.Document;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.loop.OnPolicyLearner;

/// An on-policy learner in some worlds, driven by hand.
final class OnPolicyTraining implements AutoCloseable {
    final OnPolicyLearner learner;
    private final VectorEnvironment environment;
    private final StepBatch step;
    private final float[] unit;
    private final float[] actions;
    private final float[] observations;

    OnPolicyTraining(String algorithm, String settings, VectorEnvironment environment, long seed) {
        this.environment = environment;
        Method method = Document.yaml(algorithm + ".yaml", settings, section -> Algorithms.named(algorithm)
                .reader()
                .read(section));
        int worlds = environment.worlds();
        method.requireWorlds(worlds);
        learner = (OnPolicyLearner) method.learner(
                new Method.LearnerSizes(environment.observationSize(), environment.actionSize(), worlds, seed, 1));
        step = new StepBatch(worlds, environment.observationSize());
        unit = new float[worlds * environment.actionSize()];
        actions = new float[unit.length];
        observations = new float[worlds * environment.observationSize()];
        environment.reset(seed, observations);
    }

    /// Updates until that many steps of all worlds are done.
    void train(int steps) {
        for (int done = 0; done < steps; done += learner.rolloutSteps() * environment.worlds()) {
            round((double) done / steps);
        }
    }

    void round(double progress) {
        for (int t = 0; t < learner.rolloutSteps(); t++) {
            learner.sample(observations, unit);
            move();
            learner.observe(step);
        }
        learner.update(progress);
    }

    /// Mean return of the policy without exploration over the next episodes of all worlds.
    double evaluate(int episodes) {
        double sum = 0;
        int ended = 0;
        environment.reset(1000, observations);
        while (ended < episodes) {
            learner.act(observations, environment.worlds(), false, unit);
            move();
            for (int w = 0; w < environment.worlds(); w++) {
                sum += step.rewards()[w];
                ended += step.ended(w) ? 1 : 0;
            }
        }
        return sum / ended;
    }

    /// The policy's action where there is one number to see and one to do.
    float action(float observation) {
        float[] chosen = new float[1];
        learner.act(new float[] {observation}, 1, false, chosen);
        return chosen[0];
    }

    private void move() {
        float[] low = environment.actionLow();
        float[] high = environment.actionHigh();
        for (int i = 0; i < unit.length; i++) {
            int k = i % low.length;
            actions[i] = low[k] + 0.5f * (unit[i] + 1) * (high[k] - low[k]);
        }
        environment.step(actions, step);
        System.arraycopy(step.observations(), 0, observations, 0, observations.length);
    }

    @Override
    public void close() {
        learner.close();
        environment.close();
    }
}
