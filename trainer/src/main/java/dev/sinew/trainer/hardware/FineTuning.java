package dev.sinew.trainer.hardware;

import dev.sinew.trainer.hardware.DipGuard.Episode;
import dev.sinew.trainer.hardware.DipGuard.Verdict;
import dev.sinew.trainer.network.ExportedPolicy;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// Learning on a robot from the first step to the last. Whoever drives it hands over each step of the robot ([#take]),
/// lets it compute when there is time ([#learn]) and carries what is due to the robot ([#push]). One thread.
///
/// 1. **Frozen**: the policy from simulation plays as it is; its episodes are the baseline.
/// 2. **Recalibration**: the critics alone learn from simulated and robot's steps, until they have settled.
/// 3. **Online**: critics and, slowly, the actor; at each episode's end the newest policy is due. When a window of
///    episodes dips below the baseline, the best learner there was is brought back, its policy is due at once, and the
///    critics are recalibrated; when that one no longer does what it proved, it is the learner from simulation.
///
/// In all of them some episodes are played without exploration, to find the best policy ([Proving]).
public final class FineTuning {
    private static final double CLEARLY = 0.02; // of the scale

    private final FineTuningSettings settings;
    private final TunedLearner learner;
    private final OptionalInt costTerm;
    private final Optional<CostConstraint> constraint;
    private final LongSupplier clock;
    private final HardwareReplay replay;
    private final DipGuard guard;
    private final Recalibration recalibration;
    private final UpdateBudget budget;
    private final Proving proving;
    private final EpisodeSum episode = new EpisodeSum();
    private Phase phase = Phase.FROZEN;
    private Optional<Push> due = Optional.empty();
    private long steps;
    private long onlineSteps;
    private long episodes;
    private long flagged;
    private long updates;
    private long updatesOfPush;
    private long updatesOfChallenger;
    private int newest;
    private Snapshot newestLearner;
    private Push.Reason newestReason = Push.Reason.LEARNED;
    private int oldestJudged = 1;
    private int unproven;
    private boolean proof;
    private int rollBacks;

    /// Where it is.
    public enum Phase {
        /// The policy from simulation plays.
        FROZEN,
        /// The critics learn alone.
        RECALIBRATION,
        /// Everything learns.
        ONLINE
    }

    /// How it stands.
    ///
    /// @param phase where it is
    /// @param steps of the robot
    /// @param episodes of the robot
    /// @param updates of the critics
    /// @param baseline mean return of the frozen phase
    /// @param window mean return of the newest window; not a number before there is one
    /// @param windowCost mean cost of a step in it
    /// @param best mean return of the best policy, of its episodes without exploration; less what costs above their
    ///     limit take away
    /// @param multiplier λ of the constraint; 0 without one
    /// @param policy number of the newest policy
    /// @param rollBacks how often the best was brought back
    /// @param flagged steps that somebody reached into or marked
    /// @param proof whether the newest episode was one without exploration
    public record Standing(
            Phase phase,
            long steps,
            long episodes,
            long updates,
            double baseline,
            double window,
            double windowCost,
            double best,
            double multiplier,
            int policy,
            int rollBacks,
            long flagged,
            boolean proof) {}

    /// Begins with a learner from simulation, whose policy the robot plays.
    ///
    /// @param settings its numbers
    /// @param terms names of the reward's terms, in the order of the robot's steps
    /// @param learner to be trained; stays the caller's to close
    /// @param clock monotonic, ns, for the budget of updates
    /// @throws IllegalArgumentException when the constraint names a term that the reward does not have
    public FineTuning(FineTuningSettings settings, List<String> terms, TunedLearner learner, LongSupplier clock) {
        this.settings = settings;
        this.learner = learner;
        this.clock = clock;
        costTerm = settings.constraint().isPresent()
                ? OptionalInt.of(index(terms, settings.constraint().get().term()))
                : OptionalInt.empty();
        constraint = settings.constraint().map(CostConstraint::new);
        constraint.ifPresent(held -> learner.price(held.price()));
        replay = new HardwareReplay(learner.replay(), constraint.isPresent());
        OptionalDouble limit = settings.constraint().isPresent()
                ? OptionalDouble.of(settings.constraint().get().limit())
                : OptionalDouble.empty();
        guard = new DipGuard(settings.guard(), limit, this::worth);
        recalibration = new Recalibration(settings.phases());
        budget = new UpdateBudget(
                settings.online().updatesPerStep(), settings.online().updatesPerSecond());
        newestLearner = Snapshot.of(learner);
        proving = new Proving(
                settings.proof().episodes(), CLEARLY * settings.guard().scale(), newestLearner);
    }

    private static int index(List<String> terms, String name) {
        int index = terms.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "constraint.term must be one of %s, was '%s'".formatted(String.join(", ", terms), name));
        }
        return index;
    }

    /// Takes in a step of the robot. Whoever acted and whatever somebody did to the robot, what came of it is learned
    /// from; but only episodes of known policies are judged, those of number 0 in the frozen phase.
    ///
    /// @param step in the order they happened
    public void take(RobotStep step) {
        double cost = costTerm.isPresent() ? 0 - step.term(costTerm.getAsInt()) : 0; // no cost is 0, not −0
        replay.add(step, constraint.isPresent() ? constraint.get().inLimits(cost) : 0);
        episode.add(step);
        steps++;
        flagged += step.isFlagged() ? 1 : 0;
        if (phase != Phase.FROZEN) {
            onlineSteps++;
            budget.step();
        }
        if (step.isLast()) {
            episodes++;
            Episode one = new Episode(episode.policy(), episode.reward(), meanCost());
            episode.begin();
            ended(one);
        }
    }

    private double meanCost() {
        return costTerm.isPresent() ? 0 - episode.mean(costTerm.getAsInt()) : 0;
    }

    /// The next step begins an episode: the one that was being played will never end, and is not judged. Its steps are
    /// learned from all the same.
    public void breakOff() {
        episode.begin();
        replay.cut();
    }

    private void ended(Episode one) {
        proof = proving.isPlaying(one.policy());
        if (proof) {
            proving.played(worth(one.reward(), one.cost()));
        }
        if (phase == Phase.FROZEN) {
            frozen(one);
        } else {
            price(one);
            if (one.policy() >= oldestJudged && guard.learned(one) == Verdict.DIP) {
                rollBack();
                return;
            }
        }
        next();
    }

    private double worth(double reward, double cost) {
        return constraint
                .map(held -> held.worth(reward, cost, settings.guard().scale()))
                .orElse(reward);
    }

    private void frozen(Episode one) {
        if (one.policy() >= 0) {
            guard.frozen(one);
        }
        if (steps >= settings.phases().frozenSteps() && guard.hasBaseline()) {
            proving.assume(worth(guard.baselineReturn(), guard.baselineCost()));
            oldestJudged = newest + 1;
            recalibrate();
        }
    }

    /// Decides what plays the next episode.
    private void next() {
        unproven = newestReason == Push.Reason.PROOF ? 0 : unproven + 1;
        if (unproven == settings.proof().every() - 1) {
            if (phase == Phase.ONLINE && proving.isOpen() && updates > updatesOfChallenger) {
                proving.challenge(Snapshot.of(learner));
                updatesOfChallenger = updates;
            }
            makeDue(proving.play(newest + 1), Push.Reason.PROOF);
        } else if (unproven == 0 || updates > updatesOfPush) {
            makeDue(Snapshot.of(learner), Push.Reason.LEARNED);
            updatesOfPush = updates;
        }
    }

    private void price(Episode one) {
        if (constraint.isPresent() && constraint.get().episode(one.cost())) {
            learner.price(constraint.get().price());
        }
    }

    private void recalibrate() {
        phase = Phase.RECALIBRATION;
        recalibration.begin();
        budget.forgive();
    }

    private void rollBack() {
        rollBacks++;
        Snapshot best = proving.bringBack(worth(guard.baselineReturn(), guard.baselineCost()));
        best.bringBack(learner);
        constraint.filter(CostConstraint::takenBack).ifPresent(held -> learner.price(held.price()));
        makeDue(best, Push.Reason.ROLLED_BACK);
        unproven = 0;
        oldestJudged = newest;
        guard.begin();
        recalibrate();
    }

    private void makeDue(Snapshot snapshot, Push.Reason reason) {
        newest++;
        newestLearner = snapshot;
        newestReason = reason;
        due = Optional.of(newest());
    }

    /// Computes, as far as something is owed.
    ///
    /// @param most updates of the critics
    /// @return updates made; 0 when there is nothing to do until the robot's next step
    public int learn(int most) {
        return switch (phase) {
            case FROZEN -> 0;
            case RECALIBRATION -> recalibrate(most);
            case ONLINE -> online(most);
        };
    }

    private int recalibrate(int most) {
        learner.share(settings.online().share(onlineSteps));
        int made = recalibration.learn(learner, most);
        if (recalibration.isOver()) {
            phase = Phase.ONLINE;
            budget.forgive();
        }
        return made;
    }

    private int online(int most) {
        int count = budget.take(most, clock.getAsLong());
        learner.share(settings.online().share(onlineSteps));
        learner.update(count);
        updates += count;
        return count;
    }

    /// {@return the policy that the robot is to play next, once; empty when it is to play what it plays}
    public Optional<Push> push() {
        Optional<Push> one = due;
        due = Optional.empty();
        return one;
    }

    /// {@return the newest push, number 0 being the policy from simulation; whether it is due or not}
    public Push newest() {
        return new Push(newest, newestLearner.policy(learner), newestReason);
    }

    /// {@return the policy that was worth most without exploration; the one from simulation before any was}
    public ExportedPolicy best() {
        return proving.best().policy(learner);
    }

    /// {@return how it stands}
    public Standing standing() {
        return new Standing(
                phase,
                steps,
                episodes,
                updates,
                guard.baselineReturn(),
                guard.windowReturn(),
                guard.windowCost(),
                proving.bestReturn(),
                constraint.map(CostConstraint::multiplier).orElse(0.0),
                newest,
                rollBacks,
                flagged,
                proof);
    }

    /// Writes everything that decides what comes next.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeUTF(phase.name());
        for (long count :
                new long[] {steps, onlineSteps, episodes, flagged, updates, updatesOfPush, updatesOfChallenger}) {
            out.writeLong(count);
        }
        out.writeInt(newest);
        out.writeInt(oldestJudged);
        out.writeInt(rollBacks);
        out.writeInt(unproven);
        out.writeBoolean(proof);
        out.writeUTF(newestReason.name());
        episode.save(out);
        guard.save(out);
        recalibration.save(out);
        budget.save(out);
        newestLearner.save(out);
        proving.save(out);
        if (constraint.isPresent()) {
            constraint.get().save(out);
        }
        learner.save(out);
        replay.save(out);
    }

    /// Takes over what [#save] wrote, and makes the newest policy due again: nobody knows whether it arrived.
    ///
    /// @param in what save wrote, with the same settings and sizes
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        phase = Phase.valueOf(in.readUTF());
        steps = in.readLong();
        onlineSteps = in.readLong();
        episodes = in.readLong();
        flagged = in.readLong();
        updates = in.readLong();
        updatesOfPush = in.readLong();
        updatesOfChallenger = in.readLong();
        newest = in.readInt();
        oldestJudged = in.readInt();
        rollBacks = in.readInt();
        unproven = in.readInt();
        proof = in.readBoolean();
        newestReason = Push.Reason.valueOf(in.readUTF());
        episode.restore(in);
        guard.restore(in);
        recalibration.restore(in);
        budget.restore(in);
        newestLearner = Snapshot.read(in);
        proving.restore(in);
        if (constraint.isPresent()) {
            constraint.get().restore(in);
            learner.price(constraint.get().price());
        }
        learner.restore(in);
        replay.restore(in);
        if (newest > 0) {
            due = Optional.of(newest());
        }
    }
}
