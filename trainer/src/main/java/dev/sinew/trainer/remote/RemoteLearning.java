package dev.sinew.trainer.remote;

import dev.sinew.config.experience.Arrival;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.runtime.telemetry.TelemetryException;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.Push;
import dev.sinew.trainer.hardware.TunedLearner;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Learns from a robot over its broker. What the robot sends is written to the disk, then acknowledged, then learned
/// from; so an acknowledged transition is never lost and none is taken twice, whichever process dies at whichever
/// instant, and a learner that was killed goes on from the very bit. Between messages it learns. One thread, but for
/// [#requestStop].
public final class RemoteLearning implements AutoCloseable {
    private static final int MOST_MESSAGES = 64;
    private static final int UPDATES_AT_ONCE = 25;
    private static final long IDLE_MILLIS = 20;
    private static final long LEARN_AGAIN_NANOS = 100_000_000;

    private final Settings settings;
    private final SignedBundles bundles;
    private final RemoteListener listener;
    private final LearnerState state;
    private final LearnerStore store;
    private final RobotLink link;
    private final PolicyDelivery delivery;
    private final LongSupplier clock;
    private final long started;
    private final long before;
    private final Set<BootId> toAnswer = new LinkedHashSet<>();
    private boolean unforced;
    private long checkpointed;
    private long heard;
    private long nextLearning;
    private double bestReturn = Double.NaN;
    private volatile boolean stopping;

    /// How long, and how carefully.
    ///
    /// @param steps of the robot after which the learning ends; a batch is taken whole
    /// @param checkpointSteps steps from one checkpoint to the next, which a learner that was killed has to learn again
    /// @param patience longest time without a word of the robot
    public record Settings(long steps, int checkpointSteps, Duration patience) {
        /// {@return a checkpoint each half minute at 100 Hz, a quarter of an hour of patience}
        ///
        /// @param steps of the robot after which the learning ends
        public static Settings usual(long steps) {
            return new Settings(steps, 3000, Duration.ofMinutes(15));
        }
    }

    /// What is learned.
    ///
    /// @param shape of the robot's stream
    /// @param tuning how is learned
    /// @param learner whose policy the robot plays; stays the caller's to close
    /// @param bundles packs its policies
    public record Subject(
            ExperienceShape shape, FineTuningSettings tuning, TunedLearner learner, SignedBundles bundles) {}

    /// Where it is kept and where the robot is.
    ///
    /// @param folder of this learner alone; one that it holds already is taken up
    /// @param identity that a learner in the folder must have
    /// @param uri broker, `tcp://host:port` or `ssl://host:port`; it may appear later
    public record Place(Path folder, Identity identity, String uri) {}

    /// Sets a learner up, or takes one up again.
    ///
    /// @param subject what is learned
    /// @param place where
    /// @param settings how long
    /// @param listener told of what goes on
    /// @param episodes told of each episode, first of those of before
    /// @param clock monotonic, ns
    /// @throws IOException when the folder is in use, another learner's, or the disk fails
    public RemoteLearning(
            Subject subject,
            Place place,
            Settings settings,
            RemoteListener listener,
            Consumer<Episode> episodes,
            LongSupplier clock)
            throws IOException {
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        bundles = subject.bundles();
        state = new LearnerState(subject.shape(), subject.tuning(), subject.learner(), episodes);
        store = LearnerStore.open(place.folder(), place.identity(), state);
        checkpointed = state.standing().steps();
        started = clock.getAsLong();
        before = state.nanos();
        heard = started;
        nextLearning = started;
        link = RobotLink.to(place.uri(), subject.shape(), listener);
        delivery = new PolicyDelivery(link::policy, listener);
    }

    /// Learns until the robot has taken the steps that were asked for, or [#requestStop]. Then everything is on the
    /// disk. Once it is asked to end no policy is packed any more: ONNX Runtime, which tries each, closes itself when a
    /// signal ends the process.
    ///
    /// @throws IOException when the disk fails
    /// @throws TelemetryException when the robot has said nothing for too long
    /// @throws PolicyRefusedException when the robot takes no policy of this learner
    public void run() throws IOException {
        Push newest = state.newest();
        Optional<Push> due = state.push(); // one that had no name yet is the newest
        deliver(due.orElse(newest));
        force();
        boolean idle = false;
        while (!stopping && state.standing().steps() < settings.steps()) {
            idle = !turn(idle ? IDLE_MILLIS : 0);
        }
        checkpoint();
    }

    private void checkpoint() throws IOException {
        checkpointed = state.standing().steps();
        store.checkpoint();
        double now = state.standing().best();
        if (!stopping && Double.compare(now, bestReturn) != 0) {
            bestReturn = now;
            listener.best(state.best());
        }
    }

    /// {@return whether there is more to do at once}
    private boolean turn(long patienceMillis) throws IOException {
        long now = clock.getAsLong();
        if (link.turn(now)) {
            delivery.linkUp();
            state.boot().ifPresent(toAnswer::add); // it is there again: the robot need not wait to send
        }
        for (Optional<byte[]> one = link.answer(); one.isPresent(); one = link.answer()) {
            delivery.answered(one.get(), now);
        }
        boolean messages = receive(patienceMillis);
        force();
        delivery.turn(now);
        requireWord(now);
        boolean learned = (messages || now - nextLearning >= 0) && learn(now);
        if (state.standing().steps() - checkpointed >= settings.checkpointSteps()) {
            checkpoint();
        }
        return messages || learned;
    }

    private boolean receive(long patienceMillis) {
        Optional<byte[]> message = link.batch(patienceMillis);
        boolean any = message.isPresent();
        for (int i = 0; message.isPresent(); i++) {
            receive(message.get());
            message = i < MOST_MESSAGES ? link.batch(0) : Optional.empty();
        }
        return any;
    }

    private void receive(byte[] message) {
        switch (state.judge(message)) {
            case Arrival.New arrival -> take(arrival, message);
            case Arrival.Duplicate known -> answer(known.boot());
            case Arrival.Gap early -> answer(early.boot());
            case Arrival.Refused refusal -> listener.refused(refusal.reason(), refusal.message());
        }
    }

    private void take(Arrival.New arrival, byte[] message) {
        BootId boot = arrival.batch().boot();
        boolean another = state.boot().isPresent() && !state.boot().get().equals(boot);
        store.log().batch(message);
        unforced = true;
        state.take(arrival);
        answer(boot);
        if (another) {
            delivery.robotBeganAnew();
        }
        delivery.acted(state.acting());
        if (!stopping) {
            state.push().ifPresent(this::deliver);
        }
    }

    private void answer(BootId boot) {
        heard = clock.getAsLong();
        toAnswer.add(boot);
    }

    /// Names a policy, and sends it once its name is on the disk.
    private void deliver(Push push) {
        SignedBundles.Packed packed = bundles.pack(push);
        state.name(push.number(), packed.identity());
        store.log().named(push.number(), packed.identity());
        unforced = true;
        delivery.deliver(push.number(), packed);
    }

    /// Brings what was taken to the disk, and says so to the robot.
    private void force() {
        if (unforced) {
            store.log().force();
            unforced = false;
        }
        for (BootId boot : toAnswer) {
            state.durable(boot).ifPresent(link::acknowledge);
        }
        toAnswer.clear();
    }

    private boolean learn(long now) {
        if (state.standing().phase() == FineTuning.Phase.FROZEN) {
            return false;
        }
        long nanos = before + (now - started);
        int made = state.learn(UPDATES_AT_ONCE, nanos);
        store.log().learned(UPDATES_AT_ONCE, nanos);
        nextLearning = made > 0 ? now : now + LEARN_AGAIN_NANOS;
        return made > 0;
    }

    private void requireWord(long now) throws IOException {
        if (now - heard > settings.patience().toNanos()) {
            store.checkpoint();
            throw new TelemetryException("the robot must send what it experiences, sent nothing for "
                    + settings.patience().toSeconds() + " s: does it run with --learn, and with the same broker?");
        }
    }

    /// Asks it to end. Of any thread.
    public void requestStop() {
        stopping = true;
    }

    /// {@return whether the folder held a learner, which goes on}
    public boolean resumed() {
        return store.found();
    }

    /// {@return how the learning stands; on the learner's thread}
    public FineTuning.Standing standing() {
        return state.standing();
    }

    /// {@return what became of the robot's messages; on the learner's thread}
    public StreamCounts counts() {
        return state.counts();
    }

    @Override
    public void close() throws IOException {
        link.close();
        store.close();
    }
}
