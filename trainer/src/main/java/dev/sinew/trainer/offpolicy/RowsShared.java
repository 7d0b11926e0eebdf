package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.kernel.KernelTeam;

/// Threads share the rows and the weights of the only critic.
final class RowsShared implements CriticWork {
    private final KernelTeam team;
    private final TrainedCritic only;
    private final KernelTeam.Work evaluate;
    private final KernelTeam.Work propagate;
    private final KernelTeam.Work accumulate;
    private final KernelTeam.Work step;
    private final KernelTeam.Work stepAndFollow;
    private final KernelTeam.Work changed;
    private final KernelTeam.Work evaluateWanted;

    /// Binds the stages.
    ///
    /// @param team works on them
    /// @param only the critic
    /// @param rows B
    RowsShared(KernelTeam team, TrainedCritic only, int rows) {
        this.team = team;
        this.only = only;
        evaluate = (part, parts) -> {
            only.critic().evaluateNext(rows * part / parts, rows * (part + 1) / parts);
            only.critic().evaluateTaken(rows * part / parts, rows * (part + 1) / parts);
        };
        propagate = (part, parts) -> only.critic().propagate(rows * part / parts, rows * (part + 1) / parts);
        accumulate = only.critic()::accumulate;
        step = only.optimizer()::step;
        stepAndFollow = only::stepAndFollow;
        changed = only.critic()::parametersChanged;
        evaluateWanted = (part, parts) -> only.critic().evaluateWanted(rows * part / parts, rows * (part + 1) / parts);
    }

    /// Values the actions taken at the same time: they wait for nothing.
    @Override
    public void evaluateNext() {
        team.run(evaluate);
    }

    @Override
    public void learn() {
        if (differentiate()) {
            team.run(step);
            team.run(changed);
        }
    }

    @Override
    public void learnAndFollow() {
        if (differentiate()) {
            team.run(stepAndFollow);
            team.run(changed);
        }
    }

    private boolean differentiate() {
        only.computeLoss();
        if (!Double.isFinite(only.loss())) {
            return false;
        }
        team.run(propagate);
        team.run(accumulate);
        only.optimizer().begin();
        return true;
    }

    @Override
    public void evaluateWanted(int critics) {
        team.run(evaluateWanted);
    }

    @Override
    public double loss() {
        return only.loss();
    }
}
