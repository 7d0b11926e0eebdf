package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.optimizer.ScalarAdam;

/// One gradient update in the order of Stable-Baselines3: temperature, critics and targets, actor. A stage is
/// a piece of work for the team; between two stages everybody waits. Two threads take a critic each, and
/// halves of the actor's rows and weights. Nothing is allocated.
final class SacUpdate {
    private final SacLoss loss;
    private final KernelTeam team;
    private final SacActor actor;
    private final SacCritics critics;
    private final Adam actorOptimizer;
    private final ScalarAdam logAlpha;
    private final KernelTeam.Work drawAndAct;
    private final KernelTeam.Work evaluateNext;
    private final KernelTeam.Work learnCritics;
    private final KernelTeam.Work differentiate;
    private final KernelTeam.Work propagate;
    private final KernelTeam.Work accumulate;
    private final KernelTeam.Work stepActor;
    private final KernelTeam.Work changeActor;
    private float alpha;
    private double actorLoss;
    private double temperatureLoss;
    private double entropy;

    /// Binds the parts of a learner.
    ///
    /// @param loss to minimise
    /// @param team works on the stages
    /// @param actor under training
    /// @param critics under training
    /// @param actorOptimizer steps the actor
    /// @param logAlpha log α, under training
    SacUpdate(
            SacLoss loss,
            KernelTeam team,
            SacActor actor,
            SacCritics critics,
            Adam actorOptimizer,
            ScalarAdam logAlpha) {
        this.loss = loss;
        this.team = team;
        this.actor = actor;
        this.critics = critics;
        this.actorOptimizer = actorOptimizer;
        this.logAlpha = logAlpha;
        drawAndAct = actor::drawAndAct;
        evaluateNext = critics::evaluateNext;
        learnCritics = (part, parts) -> critics.learn(actor.nextLogPi(), alpha, part, parts);
        differentiate = (part, parts) -> actor.differentiate(critics.twins(), alpha, part, parts);
        propagate = actor::propagate;
        accumulate = actor::accumulate;
        stepActor = actorOptimizer::step;
        changeActor = actor::parametersChanged;
    }

    /// Makes one update, as far as its figures are finite: the stage that finds one that is not changes
    /// nothing.
    ///
    /// @return whether all figures were finite
    boolean run() {
        alpha = (float) StrictMath.exp(logAlpha.value());
        team.run(drawAndAct);
        double temperatureGradient = loss.temperature(actor.logPi());
        if (!Double.isFinite(temperatureGradient)) {
            return false;
        }
        stepTemperature(temperatureGradient);
        team.run(evaluateNext);
        team.run(learnCritics);
        if (!Double.isFinite(critics.loss())) {
            return false;
        }
        float[] first = critics.twins().get(0).wantedValues();
        float[] second = critics.twins().get(1).wantedValues();
        actorLoss = loss.actor(first, second, actor.logPi(), alpha);
        critics.twins().select(first, second);
        team.run(differentiate);
        team.run(propagate);
        team.run(accumulate);
        actorOptimizer.begin();
        team.run(stepActor);
        team.run(changeActor);
        return true;
    }

    /// The other stages of this update still see α as it was.
    private void stepTemperature(double gradient) {
        entropy = gradient + loss.targetEntropy();
        temperatureLoss = logAlpha.value() * gradient;
        logAlpha.step(gradient);
    }

    /// {@return α that the update was made with}
    float alpha() {
        return alpha;
    }

    /// {@return J_π of the update}
    double actorLoss() {
        return actorLoss;
    }

    /// {@return J(α) of the update}
    double temperatureLoss() {
        return temperatureLoss;
    }

    /// {@return mean of −log π over the update's states, nats}
    double entropy() {
        return entropy;
    }

    /// {@return J_Q of the update}
    double criticLoss() {
        return critics.loss();
    }
}
