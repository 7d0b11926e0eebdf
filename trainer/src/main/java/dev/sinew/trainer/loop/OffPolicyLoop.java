package dev.sinew.trainer.loop;

import dev.sinew.config.random.RandomStream;
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

/// Drives a learner that replays transitions: act, step all worlds, remember, update; and at their intervals
/// evaluate, hand out figures, ask for a checkpoint.
///
/// What comes out depends on settings and seed alone. A loop restored from its [#save], with learner and environment
/// restored from theirs, goes on bit for bit. One thread calls everything but [#requestStop].
public final class OffPolicyLoop implements Training {
    private final LoopSettings settings;
    private final VectorEnvironment environment;
    private final Learner learner;
    private final Evaluator evaluator;
    private final LearnerActor actor;
    private final ActionScale scale;
    private final TimeSplit times;
    private final EpisodeStatistics episodes;
    private final RandomStream random;
    private final float[] observations;
    private final float[] actions;
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
    public OffPolicyLoop(
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
        random = new RandomStream(settings.seed()).split("warm-up actions");
        observations = new float[environment.worlds() * environment.observationSize()];
        actions = new float[environment.worlds() * environment.actionSize()];
        scaled = new float[actions.length];
        batch = new StepBatch(environment.worlds(), environment.observationSize());
    }

    /// Trains until all steps are done, the target is reached or a stop was requested. A new training asks for a
    /// checkpoint before its first step, so that it can be resumed whenever it is cut off; every training asks for
    /// one at its end.
    ///
    /// @param toTell listeners, told in this order
    /// @return how it ended
    /// @throws IOException when a listener failed
    public LoopResult run(List<LoopListener> toTell) throws IOException {
        listeners = List.copyOf(toTell);
        if (!started) {
            environment.reset(settings.seed(), observations);
            started = true;
            checkpoint();
        }
        while (!stopRequested && !targetReached() && steps < settings.steps()) {
            long before = steps;
            step();
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
    public void requestStop() {
        stopRequested = true;
    }

    private void step() {
        long since = times.now();
        if (steps < settings.warmupSteps()) {
            for (int i = 0; i < actions.length; i++) {
                actions[i] = (float) random.uniform(-1, 1);
            }
        } else {
            learner.act(observations, environment.worlds(), true, actions);
        }
        scale.toTask(actions, environment.worlds(), scaled);
        since = times.add(Part.POLICY, since);
        environment.step(scaled, batch);
        since = times.add(Part.ENVIRONMENT, since);
        learner.remember(observations, actions, batch);
        System.arraycopy(batch.observations(), 0, observations, 0, observations.length);
        episodes.add(batch);
        steps += environment.worlds();
        since = times.add(Part.POLICY, since);
        if (steps > settings.warmupSteps() && settings.updatesPerStep() > 0) {
            learner.update(settings.updatesPerStep());
            times.add(Part.UPDATE, since);
        }
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
    public long steps() {
        return steps;
    }

    @Override
    public long totalSteps() {
        return settings.steps();
    }

    @Override
    public EpisodeStatistics episodes() {
        return episodes;
    }

    @Override
    public TimeSplit times() {
        return times;
    }

    @Override
    public Optional<BestPolicy> best() {
        return best;
    }

    @Override
    public Learner learner() {
        return learner;
    }

    @Override
    public VectorEnvironment environment() {
        return environment;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(environment.worlds());
        out.writeInt(environment.observationSize());
        out.writeLong(steps);
        out.writeLong(evaluatedAt);
        for (float value : observations) {
            out.writeFloat(value);
        }
        random.save(out);
        episodes.save(out);
        out.writeBoolean(best.isPresent());
        if (best.isPresent()) {
            out.writeLong(best.get().steps());
            best.get().evaluation().save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        requireEqual("worlds", environment.worlds(), in.readInt());
        requireEqual("observation size", environment.observationSize(), in.readInt());
        steps = in.readLong();
        evaluatedAt = in.readLong();
        for (int i = 0; i < observations.length; i++) {
            observations[i] = in.readFloat();
        }
        random.restore(in);
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
