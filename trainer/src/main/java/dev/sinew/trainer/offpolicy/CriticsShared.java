package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.Critic;

/// Each thread has critics of its own: two meetings in an update, and each core keeps its critics in its cache.
final class CriticsShared implements CriticWork {
    private final KernelTeam team;
    private final TrainedCritic[] critics;
    private final int rows;
    private final KernelTeam.Work evaluateNext;
    private final KernelTeam.Work learn;
    private final KernelTeam.Work learnAndFollow;
    private final KernelTeam.Work evaluateWanted;
    private int wantedCritics;

    /// Binds the stages.
    ///
    /// @param team works on them
    /// @param critics at least two
    /// @param rows B
    CriticsShared(KernelTeam team, TrainedCritic[] critics, int rows) {
        this.team = team;
        this.critics = critics.clone();
        this.rows = rows;
        evaluateNext = this::evaluateNext;
        learn = this::learn;
        learnAndFollow = this::learnAndFollow;
        evaluateWanted = this::evaluateWanted;
    }

    @Override
    public void evaluateNext() {
        team.run(evaluateNext);
    }

    @Override
    public void learn() {
        team.run(learn);
    }

    @Override
    public void learnAndFollow() {
        team.run(learnAndFollow);
    }

    @Override
    public void evaluateWanted(int count) {
        wantedCritics = count;
        team.run(evaluateWanted);
    }

    @Override
    public double loss() {
        double sum = 0;
        for (TrainedCritic one : critics) {
            sum += one.loss();
        }
        return sum;
    }

    private void evaluateNext(int part, int parts) {
        for (int i = begin(part, parts); i < begin(part + 1, parts); i++) {
            critics[i].critic().evaluateNext(0, rows);
        }
    }

    private void learn(int part, int parts) {
        for (int i = begin(part, parts); i < begin(part + 1, parts); i++) {
            if (differentiate(critics[i])) {
                critics[i].optimizer().step(0, 1);
                critics[i].critic().parametersChanged(0, 1);
            }
        }
    }

    private void learnAndFollow(int part, int parts) {
        for (int i = begin(part, parts); i < begin(part + 1, parts); i++) {
            if (differentiate(critics[i])) {
                critics[i].stepAndFollow(0, 1);
                critics[i].critic().parametersChanged(0, 1);
            }
        }
    }

    private boolean differentiate(TrainedCritic one) {
        Critic critic = one.critic();
        critic.evaluateTaken(0, rows);
        one.computeLoss();
        if (!Double.isFinite(one.loss())) {
            return false;
        }
        critic.propagate(0, rows);
        critic.accumulate(0, 1);
        one.optimizer().begin();
        return true;
    }

    /// One critic is shared by rows, several go one by one.
    private void evaluateWanted(int part, int parts) {
        if (wantedCritics == 1) {
            critics[0].critic().evaluateWanted(rows * part / parts, rows * (part + 1) / parts);
            return;
        }
        for (int i = wantedCritics * part / parts; i < wantedCritics * (part + 1) / parts; i++) {
            critics[i].critic().evaluateWanted(0, rows);
        }
    }

    private int begin(int part, int parts) {
        return critics.length * part / parts;
    }
}
