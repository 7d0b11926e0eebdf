package dev.sinew.trainer.loop;

import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.ActionScale;
import dev.sinew.trainer.evaluation.Evaluation;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.TimeSplit.Part;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Drives a learner round by round, and at their intervals evaluates, hands out figures, asks for a checkpoint. What a
/// round is, its kind says: [OffPolicyLoop], [OnPolicyLoop].
///
/// What comes out depends on settings and seed alone. A loop restored from its [#save], with learner and environment
/// restored from theirs, goes on bit for bit. One thread calls everything but [#requestStop].
public abstract sealed class TrainingLoop implements Training permits OffPolicyLoop, OnPolicyLoop {
    private final LoopSettings settings;
    private final VectorEnvironment environment;
    private final Learner learner;
    private final Evaluator evaluator;
    private final LearnerActor actor;
    private final ActionScale scale;
    private final TimeSplit times;
    private final EpisodeStatistics episodes;
    private final float[] observations;
    private final float[] scaled;
    private final StepBatch batch;
    private List<LoopListener> listeners = List.of();
    private Optional<BestPolicy> best = Optional.empty();
    private boolean started;
    private long steps;
    private long evaluatedAt;
    private long checkpointAt = -1;
    private volatile boolean stopRequested;

    /// Puts the parts together; nothing runs yet.
    ///
    /// @param settings rhythm and seed
    /// @param environment to learn in
    /// @param learner to drive
    /// @param evaluator with an environment of its own
    /// @param clock to measure where the time goes
    TrainingLoop(
            LoopSettings settings,
            VectorEnvironment environment,
            Learner learner,
            Evaluator evaluator,
            MonotonicClock clock) {
        this.settings = settings;
        this.environment = environment;
        this.learner = learner;
        this.evaluator = evaluator;
        scale = new ActionScale(environment.actionLow(), environment.actionHigh());
        actor = new LearnerActor(learner, scale);
        times = new TimeSplit(clock);
        episodes = new EpisodeStatistics(environment.worlds());
        observations = new float[environment.worlds() * environment.observationSize()];
        scaled = new float[environment.worlds() * environment.actionSize()];
        batch = new StepBatch(environment.worlds(), environment.observationSize());
    }

    /// Trains until all steps are done, the target is reached or a stop was requested. A new training asks for a
    /// checkpoint before its first step, so that it can be resumed whenever it is cut off; every training asks for
    /// one at its end.
    ///
    /// @param toTell listeners, told in this order
    /// @return how it ended
    /// @throws IOException when a listener failed
    public final LoopResult run(List<LoopListener> toTell) throws IOException {
        listeners = List.copyOf(toTell);
        if (!started) {
            environment.reset(settings.seed(), observations);
            started = true;
            checkpoint();
        }
        while (!stopRequested && !targetReached() && steps < settings.steps()) {
            long before = steps;
            round();
            for (LoopListener listener : listeners) {
                listener.stepped(this);
            }
            doWhatIsDue(before);
        }
        if (outcome() == LoopOutcome.COMPLETED && settings.intervals().evaluation() > 0) {
            evaluateOnce();
        }
        if (checkpointAt != steps) {
            checkpoint();
        }
        LoopResult result = new LoopResult(outcome(), steps, best);
        for (LoopListener listener : listeners) {
            listener.finished(result);
        }
        return result;
    }

    /// Asks [#run] to end after the step it is in; any thread.
    public final void requestStop() {
        stopRequested = true;
    }

    /// Steps all worlds once or more, and learns; calls [#moved] after each step.
    abstract void round();

    /// Writes what a kind of loop has besides.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    abstract void saveKind(DataOutput out) throws IOException;

    /// Takes over what [#saveKind] wrote.
    ///
    /// @param in what it wrote
    /// @throws IOException when `in` fails
    abstract void restoreKind(DataInput in) throws IOException;

    /// Steps all worlds once, and goes on from where that led.
    ///
    /// @param actions in [−1, 1], `[N, action size]`
    /// @param since when the time not yet booked began
    /// @return when the time not yet booked begins
    final long stepWorlds(float[] actions, long since) {
        scale.toTask(actions, environment.worlds(), scaled);
        long acted = times.add(Part.POLICY, since);
        environment.step(scaled, batch);
        return times.add(Part.ENVIRONMENT, acted);
    }

    /// Takes note of the step that [#stepWorlds] made.
    final void moved() {
        System.arraycopy(batch.observations(), 0, observations, 0, observations.length);
        episodes.add(batch);
        steps += environment.worlds();
    }

    /// {@return what the worlds show now, `[N, observation size]`; the array itself}
    final float[] observations() {
        return observations;
    }

    /// {@return what the last step gave}
    final StepBatch batch() {
        return batch;
    }

    private void doWhatIsDue(long before) throws IOException {
        LoopIntervals intervals = settings.intervals();
        if (LoopIntervals.due(intervals.evaluation(), before, steps)) {
            evaluateOnce();
        } else if (LoopIntervals.due(intervals.metrics(), before, steps)) {
            record(Optional.empty());
        }
        if (LoopIntervals.due(intervals.checkpoint(), before, steps)) {
            checkpoint();
        }
    }

    private void evaluateOnce() throws IOException {
        if (evaluatedAt == steps) {
            return;
        }
        long since = times.now();
        Evaluation evaluation = evaluator.evaluate(actor);
        times.add(Part.EVALUATION, since);
        evaluatedAt = steps;
        checkpointAt = -1; // one written at this step would not know of this evaluation
        if (best.isEmpty() || evaluation.mean() > best.get().evaluation().mean()) {
            BestPolicy improved = new BestPolicy(steps, evaluation);
            best = Optional.of(improved);
            for (LoopListener listener : listeners) {
                listener.improved(this, improved);
            }
        }
        record(Optional.of(evaluation));
    }

    private void record(Optional<Evaluation> evaluation) throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        MetricSink sink = values::put;
        episodes.metrics(sink);
        evaluation.ifPresent(found -> {
            sink.metric("eval/mean_reward", found.mean());
            sink.metric("eval/std_reward", found.std());
            sink.metric("eval/mean_ep_length", found.meanLength());
        });
        sink.metric(MetricRow.TOTAL_TIMESTEPS, (double) steps);
        sink.metric(MetricRow.EPISODES, (double) episodes.ended());
        times.metrics(steps, sink);
        sink.metric("rollout/unstable_worlds", (double) environment.unstable());
        learner.metrics(sink);
        MetricRow row = new MetricRow(steps, values);
        for (LoopListener listener : listeners) {
            listener.recorded(row);
        }
    }

    private void checkpoint() throws IOException {
        checkpointAt = steps;
        for (LoopListener listener : listeners) {
            listener.checkpoint(this);
        }
    }

    private boolean targetReached() {
        return best.isPresent()
                && settings.targetReturn().isPresent()
                && best.get().evaluation().mean() >= settings.targetReturn().getAsDouble();
    }

    private LoopOutcome outcome() {
        if (targetReached()) {
            return LoopOutcome.TARGET_REACHED;
        }
        return steps < settings.steps() ? LoopOutcome.STOPPED : LoopOutcome.COMPLETED;
    }

    @Override
    public final long steps() {
        return steps;
    }

    @Override
    public final long totalSteps() {
        return settings.steps();
    }

    @Override
    public final EpisodeStatistics episodes() {
        return episodes;
    }

    @Override
    public final TimeSplit times() {
        return times;
    }

    @Override
    public final Optional<BestPolicy> best() {
        return best;
    }

    @Override
    public final Learner learner() {
        return learner;
    }

    @Override
    public final VectorEnvironment environment() {
        return environment;
    }

    @Override
    public final void save(DataOutput out) throws IOException {
        out.writeInt(environment.worlds());
        out.writeInt(environment.observationSize());
        out.writeLong(steps);
        out.writeLong(evaluatedAt);
        for (float value : observations) {
            out.writeFloat(value);
        }
        saveKind(out);
        episodes.save(out);
        out.writeBoolean(best.isPresent());
        if (best.isPresent()) {
            out.writeLong(best.get().steps());
            best.get().evaluation().save(out);
        }
    }

    @Override
    public final void restore(DataInput in) throws IOException {
        requireEqual("worlds", environment.worlds(), in.readInt());
        requireEqual("observation size", environment.observationSize(), in.readInt());
        steps = in.readLong();
        evaluatedAt = in.readLong();
        for (int i = 0; i < observations.length; i++) {
            observations[i] = in.readFloat();
        }
        restoreKind(in);
        episodes.restore(in);
        best = in.readBoolean() ? Optional.of(new BestPolicy(in.readLong(), Evaluation.restore(in))) : Optional.empty();
        started = true;
        checkpointAt = steps;
    }

    private static void requireEqual(String name, int expected, int found) throws IOException {
        if (expected != found) {
            throw new IOException("%s of the saved training must be %d, was %d".formatted(name, expected, found));
        }
    }
}
