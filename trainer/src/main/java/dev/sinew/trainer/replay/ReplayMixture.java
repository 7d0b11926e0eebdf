package dev.sinew.trainer.replay;

import java.util.Optional;

/// Where the rows of a batch are drawn from: the learner's own replay, and, if it has some, prior transitions. The rows
/// of both are interleaved, so that every part of a batch holds its share. Ball, Smith, Kostrikov and Levine,
/// *Efficient Online Reinforcement Learning with Offline Data*, arXiv:2302.02948v4, section 4.1, "symmetric sampling".
public final class ReplayMixture {
    private final NStepReplay own;
    private final Optional<NStepReplay> prior;
    private double share;

    /// The learner's own replay alone.
    ///
    /// @param own of the learner
    public ReplayMixture(NStepReplay own) {
        this.own = own;
        prior = Optional.empty();
        share = 0;
    }

    /// Both.
    ///
    /// @param own of the learner
    /// @param prior was there before
    /// @param share of the rows that are drawn from the prior, in `(0, 1)`; the paper takes a half
    public ReplayMixture(NStepReplay own, NStepReplay prior, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share of the prior must be in (0, 1), was " + share);
        }
        this.own = own;
        this.prior = Optional.of(prior);
        this.share = share;
    }

    /// Changes the share of the prior, between updates.
    ///
    /// @param value of the rows that are drawn from the prior, in `[0, 1]`; 1 while the learner has nothing of its own
    /// @throws IllegalStateException when there is no prior
    public void share(double value) {
        if (prior.isEmpty()) {
            throw new IllegalStateException("a share needs a prior, there is none");
        }
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("share of the prior must be in [0, 1], was " + value);
        }
        share = value;
    }

    /// {@return share of the rows that are drawn from the prior}
    public double share() {
        return share;
    }

    /// {@return where a row is drawn from}
    ///
    /// @param row of the batch
    public NStepReplay source(int row) {
        boolean fromPrior = Math.floor((row + 1) * share) > Math.floor(row * share);
        return fromPrior ? prior.orElse(own) : own;
    }
}
