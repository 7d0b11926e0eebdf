package dev.sinew.trainer.hardware;

import dev.sinew.config.experience.BootId;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The episodes of a robot, as its transitions show them. A tick that no transition is of counts as waited.
public final class EpisodeRecord {
    private static final long MOST_MISSED = 20; // ticks of a slow computer; coming to rest takes longer

    private final Consumer<Episode> listener;
    private final List<Episode> episodes = new ArrayList<>();
    private Optional<BootId> boot = Optional.empty();
    private long tick;
    private long waited;
    private final EpisodeSum played = new EpisodeSum();

    /// A record of no episode.
    ///
    /// @param listener told of each that ends
    public EpisodeRecord(Consumer<Episode> listener) {
        this.listener = listener;
    }

    /// Takes in a step that was learned from.
    ///
    /// @param step of the robot
    /// @param from which start of the robot
    /// @param number of its tick
    /// @param standing how the learning stands, asked for at the end of an episode
    public void add(RobotStep step, BootId from, long number, Supplier<FineTuning.Standing> standing) {
        if (!isContinuedBy(from, number)) {
            played.begin();
        }
        if (boot.isPresent() && boot.get().equals(from)) {
            waited += Math.max(0, number - tick - 1);
        }
        boot = Optional.of(from);
        tick = number;
        played.add(step);
        if (step.isLast()) {
            Episode ended = Episode.of(played, waited, standing.get());
            episodes.add(ended);
            listener.accept(ended);
            played.begin();
        }
    }

    /// {@return whether a step may be of the episode that is being played, or begin one: a robot that was started anew,
    /// or whose steps got lost, does not go on with what it played before}
    ///
    /// @param from which start of the robot
    /// @param number of its tick
    public boolean isContinuedBy(BootId from, long number) {
        return played.isEmpty() || (boot.isPresent() && boot.get().equals(from) && number - tick <= MOST_MISSED);
    }

    /// {@return the start of the robot that the last step is of}
    public Optional<BootId> boot() {
        return boot;
    }

    /// Writes all of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(boot.isPresent());
        if (boot.isPresent()) {
            out.writeLong(boot.get().high());
            out.writeLong(boot.get().low());
        }
        out.writeLong(tick);
        out.writeLong(waited);
        played.save(out);
        out.writeInt(episodes.size());
        for (Episode one : episodes) {
            save(out, one);
        }
    }

    /// Takes over what [#save] wrote, and tells the listener of its episodes.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        boot = in.readBoolean() ? Optional.of(new BootId(in.readLong(), in.readLong())) : Optional.empty();
        tick = in.readLong();
        waited = in.readLong();
        played.restore(in);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            Episode one = load(in);
            episodes.add(one);
            listener.accept(one);
        }
    }

    private static void save(DataOutput out, Episode one) throws IOException {
        out.writeInt(one.policy());
        out.writeInt(one.steps());
        out.writeDouble(one.reward());
        out.writeInt(one.terms().size());
        for (double term : one.terms()) {
            out.writeDouble(term);
        }
        out.writeLong(one.waitedTicks());
        FineTuning.Standing then = one.standing();
        out.writeUTF(then.phase().name());
        out.writeLong(then.steps());
        out.writeLong(then.episodes());
        out.writeLong(then.updates());
        out.writeDouble(then.baseline());
        out.writeDouble(then.window());
        out.writeDouble(then.windowCost());
        out.writeDouble(then.best());
        out.writeDouble(then.multiplier());
        out.writeInt(then.policy());
        out.writeInt(then.rollBacks());
        out.writeLong(then.flagged());
        out.writeBoolean(then.proof());
    }

    private static Episode load(DataInput in) throws IOException {
        int policy = in.readInt();
        int steps = in.readInt();
        double reward = in.readDouble();
        List<Double> terms = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            terms.add(in.readDouble());
        }
        long waited = in.readLong();
        FineTuning.Standing then = new FineTuning.Standing(
                FineTuning.Phase.valueOf(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readBoolean());
        return new Episode(policy, steps, reward, terms, waited, then);
    }
}
