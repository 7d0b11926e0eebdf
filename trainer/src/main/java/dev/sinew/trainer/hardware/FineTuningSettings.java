package dev.sinew.trainer.hardware;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.util.Optional;

/// The numbers of learning on a robot.
///
/// @param phases before anything is learned
/// @param online how is learned then
/// @param proof how the best policy is found
/// @param guard what is no longer put up with
/// @param constraint a cost that is held to a limit, if any
public record FineTuningSettings(
        Phases phases, Online online, Proof proof, Guard guard, Optional<Constraint> constraint) {
    private static final int MOST = 100_000_000;
    private static final double MARGIN = 0.2;
    private static final double DAMPING = 3;
    private static final double USUAL_RATE = 0.01; // of λ·limit, for each time that an episode costs the limit

    /// What comes before the first update of the policy.
    ///
    /// @param frozenSteps steps that the policy from simulation plays as it is, at least
    /// @param recalibrationUpdates of the critics alone, at most
    /// @param settled the critics have settled once their loss falls by less than this share from five hundred
    ///     updates to the next; 0 for critics that are given all their updates
    public record Phases(int frozenSteps, int recalibrationUpdates, double settled) {}

    /// How is learned online.
    ///
    /// @param updatesPerStep of the critics, for each step of the robot
    /// @param updatesPerSecond at most, so that a computer has time for other things; infinite for no bound
    /// @param policyDelay updates of the critics for each of the actor
    /// @param policyAverage updates of the critics that the robot's policy is averaged over; 1 for the newest alone
    /// @param learningRate of critics and temperature
    /// @param actorLearningRate of the actor
    /// @param firstShare of the robot's own steps in a batch, when the online phase begins
    /// @param lastShare of the robot's own steps in a batch, in the end
    /// @param shareSteps steps of the robot from the first share to the last
    /// @param replay steps of the robot remembered
    /// @param returnSteps n of n-step returns; 1 for plain targets
    public record Online(
            double updatesPerStep,
            double updatesPerSecond,
            int policyDelay,
            int policyAverage,
            double learningRate,
            double actorLearningRate,
            double firstShare,
            double lastShare,
            int shareSteps,
            int replay,
            int returnSteps) {
        /// {@return share of the robot's own steps in a batch}
        ///
        /// @param steps of the robot since the online phase began
        public double share(long steps) {
            double way = Math.min(1, (double) steps / shareSteps);
            return firstShare + way * (lastShare - firstShare);
        }
    }

    /// How the best policy is found: by episodes without exploration.
    ///
    /// @param every one of so many episodes is played without exploration, at least 2
    /// @param episodes that a policy must have kept up with the best for to be the best, at least 1
    public record Proof(int every, int episodes) {}

    /// What a learned policy may not do.
    ///
    /// @param window episodes that are looked at together
    /// @param significance of the test that they are worse than the frozen phase, in `(0, 1)`
    /// @param dip below the frozen phase that is put up with, as a share of the scale, in `[0, 1]`
    /// @param scale of a return: what the task is worth above doing nothing useful, positive
    public record Guard(int window, double significance, double dip, double scale) {}

    /// A cost held to a limit. A cost is a term of the reward with its sign turned.
    ///
    /// @param term name of the term
    /// @param limit of the mean over the steps of an episode, at least 0
    /// @param margin share of the limit that is stayed below it, in `[0, 1)`
    /// @param rate of the multiplier for each unit that an episode is above what is aimed at, positive; usually
    ///     `0.01 / limit²`, so that what λ·c weighs beside r does not hang on the unit of c
    /// @param damping what an episode adds to the multiplier for itself alone, in units of `rate`, at least 0
    /// @param initialMultiplier λ to begin with, at least 0
    public record Constraint(
            String term, double limit, double margin, double rate, double damping, double initialMultiplier) {}

    /// {@return settings read from a file}
    ///
    /// @param file the sections `phases`, `online`, `proof`, `guard`, and `constraint` if a cost is to be held
    public static FineTuningSettings read(Section file) {
        return new FineTuningSettings(
                phases(file.section("phases")),
                online(file.section("online")),
                proof(file.section("proof")),
                guard(file.section("guard")),
                file.has("constraint") ? Optional.of(constraint(file.section("constraint"))) : Optional.empty());
    }

    private static Phases phases(Section section) {
        return new Phases(
                section.integer("frozen_steps", 1, MOST),
                section.integer("recalibration_updates", 0, MOST),
                section.number("settled", Range.of(0, 1)));
    }

    private static Online online(Section section) {
        return new Online(
                section.number("updates_per_step", Range.above(0, 1000)),
                section.has("updates_per_second")
                        ? section.number("updates_per_second", Range.positive())
                        : Double.POSITIVE_INFINITY,
                section.integer("policy_delay", 1, 1000),
                section.has("policy_average") ? section.integer("policy_average", 1, 1_000_000) : 1,
                section.number("learning_rate", Range.above(0, 1)),
                section.number("actor_learning_rate", Range.above(0, 1)),
                section.number("first_share", Range.of(0, 1)),
                section.number("last_share", Range.of(0, 1)),
                section.integer("share_steps", 1, MOST),
                section.integer("replay", 256, MOST),
                section.has("n_step") ? section.integer("n_step", 1, 1000) : 1);
    }

    private static Proof proof(Section section) {
        return new Proof(section.integer("every", 2, MOST), section.integer("episodes", 1, 1000));
    }

    private static Guard guard(Section section) {
        return new Guard(
                section.integer("window", 3, 100),
                section.number("significance", Range.above(0, 0.5)),
                section.number("dip", Range.of(0, 1)),
                section.number("scale", Range.positive()));
    }

    private static Constraint constraint(Section section) {
        String term = section.text("term");
        double limit = section.number("limit", Range.of(0, 1e9));
        boolean usual = limit > 0 && !section.has("rate");
        return new Constraint(
                term,
                limit,
                section.has("margin") ? section.number("margin", Range.of(0, 0.99)) : MARGIN,
                usual ? USUAL_RATE / (limit * limit) : section.number("rate", Range.positive()),
                section.has("damping") ? section.number("damping", Range.of(0, 1000)) : DAMPING,
                section.has("initial_multiplier") ? section.number("initial_multiplier", Range.of(0, 1e9)) : 0);
    }
}
