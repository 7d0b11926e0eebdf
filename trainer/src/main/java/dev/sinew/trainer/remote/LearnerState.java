package dev.sinew.trainer.remote;

import dev.sinew.config.experience.Arrival;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.config.experience.ExperienceLedger;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.experience.Transition;
import dev.sinew.trainer.hardware.EpisodeRecord;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.Push;
import dev.sinew.trainer.hardware.RobotStep;
import dev.sinew.trainer.hardware.TunedLearner;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import dev.sinew.trainer.network.ExportedPolicy;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A learner with all it knows of a robot's stream: which transitions it has taken, who acted in them, what it made of
/// them. Changes by [LearningEvents] alone, so that equal events make equal states. One thread.
final class LearnerState implements LearningEvents {
    private static final int STRANGER = -1;

    private final ExperienceLedger ledger;
    private final Transition transition;
    private final FineTuning tuning;
    private final EpisodeRecord episodes;
    private final Map<PolicyIdentity, Integer> numbers = new LinkedHashMap<>();
    private int named = -1;
    private long strangers;
    private long nanos;

    /// A state in which nothing has happened.
    ///
    /// @param shape of the robot's stream
    /// @param settings of the learning
    /// @param learner whose policy the robot plays; stays the caller's to close
    /// @param episodes told of each episode, of those that a restored state had as well
    LearnerState(ExperienceShape shape, FineTuningSettings settings, TunedLearner learner, Consumer<Episode> episodes) {
        ledger = new ExperienceLedger(shape);
        transition = new Transition(shape, new PolicyIdentity("none", "00".repeat(32)));
        tuning = new FineTuning(settings, shape.rewardTerms(), learner, () -> nanos);
        this.episodes = new EpisodeRecord(episodes);
    }

    /// Judges a message; what it calls new must be [#take]n next.
    Arrival judge(byte[] message) {
        return ledger.receive(message);
    }

    /// Takes the new transitions of a batch.
    void take(Arrival.New arrival) {
        ExperienceBatch batch = arrival.batch();
        for (int i = arrival.from(); i < batch.count(); i++) {
            batch.transition(i, transition);
            int number = numbers.getOrDefault(transition.policy(), STRANGER);
            strangers += number == STRANGER ? 1 : 0;
            RobotStep step = RobotStep.of(number, transition);
            if (!episodes.isContinuedBy(batch.boot(), transition.tick())) {
                tuning.breakOff();
            }
            tuning.take(step);
            episodes.add(step, batch.boot(), transition.tick(), tuning::standing);
        }
    }

    @Override
    public void batch(byte[] message) {
        if (!(judge(message) instanceof Arrival.New arrival)) {
            throw new IllegalStateException("a batch of the log must be new to its checkpoint, was not");
        }
        take(arrival);
    }

    /// Learns.
    ///
    /// @return updates made
    int learn(int most, long now) {
        nanos = now;
        return tuning.learn(most);
    }

    @Override
    public void learned(int most, long now) {
        learn(most, now);
    }

    /// {@return the policy that the robot is to play next, once; it must be [#name]d next}
    Optional<Push> push() {
        return tuning.push();
    }

    /// Names a policy.
    void name(int number, PolicyIdentity policy) {
        numbers.put(policy, number);
        named = Math.max(named, number);
    }

    @Override
    public void named(int number, PolicyIdentity policy) {
        if (number > Math.max(0, named)) {
            int due = push().map(Push::number).orElse(STRANGER);
            if (due != number) {
                throw new IllegalStateException("policy " + number + " of the log must be due, was " + due);
            }
        }
        name(number, policy);
    }

    /// {@return the newest policy, as it was pushed}
    Push newest() {
        return tuning.newest();
    }

    /// {@return the best policy}
    ExportedPolicy best() {
        return tuning.best();
    }

    /// {@return the answer for a boot, once this state is on the disk}
    Optional<ExperienceAck> durable(BootId boot) {
        return ledger.durable(boot);
    }

    /// {@return the learner's clock as it was last told, ns}
    long nanos() {
        return nanos;
    }

    /// {@return how the learning stands}
    FineTuning.Standing standing() {
        return tuning.standing();
    }

    /// {@return the boot of the newest transition; empty before the first}
    Optional<BootId> boot() {
        return episodes.boot();
    }

    /// {@return number of the policy that acted in the newest transition; below 0 for one that has no number}
    int acting() {
        return numbers.getOrDefault(transition.policy(), STRANGER);
    }

    /// {@return what became of messages}
    StreamCounts counts() {
        return new StreamCounts(
                ledger.accepted(), ledger.duplicates(), ledger.gaps(), ledger.lost(), ledger.refused(), strangers);
    }

    /// Writes all of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        ledger.save(out);
        out.writeLong(strangers);
        out.writeLong(nanos);
        out.writeInt(numbers.size());
        for (Map.Entry<PolicyIdentity, Integer> one : numbers.entrySet()) {
            out.writeUTF(one.getKey().id());
            out.writeUTF(one.getKey().sha256());
            out.writeInt(one.getValue());
        }
        episodes.save(out);
        tuning.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, from a state of the same settings
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        ledger.restore(in);
        strangers = in.readLong();
        nanos = in.readLong();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            PolicyIdentity policy = new PolicyIdentity(in.readUTF(), in.readUTF());
            name(in.readInt(), policy);
        }
        episodes.restore(in);
        tuning.restore(in);
        if (newest().number() <= named) {
            push(); // it had its name before this was saved
        }
    }
}
