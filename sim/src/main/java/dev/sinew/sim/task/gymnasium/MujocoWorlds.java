package dev.sinew.sim.task.gymnasium;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.BatchMemory;
import dev.sinew.sim.mujoco.CLibrary;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.Stage;
import dev.sinew.sim.mujoco.StateComponent;
import dev.sinew.sim.mujoco.Warning;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Worlds of one of Gymnasium's tasks on a MuJoCo batch.
///
/// Per step: controls into the rows, physics steps, contact forces where the task reads them; then for each world in
/// turn its conditions, reward terms and observation.
final class MujocoWorlds implements GymnasiumWorlds {
    private final Batch batch;
    private final int frameSkip;
    private final boolean contactForces;
    private final Start start;
    private final DoubleField position;
    private final DoubleField velocity;
    private final DoubleField control;
    private final List<ObservationPart.Bound> parts;
    private final List<Condition.Bound> conditions;
    private final List<String> keys;
    private final List<RewardTerm.Bound> terms;
    private final int paid;
    private final int observationSize;

    private final double[] observations;
    private final double[] rewards;
    private final double[] termValues;
    private final boolean[] terminated;
    private final String[] failures;
    private boolean anyFailure;

    MujocoWorlds(MujocoTask task, Model model, int worlds, int threads) {
        batch = new Batch(model, worlds, threads, task.physics().memory());
        batch.skip(task.physics().skips());
        frameSkip = task.physics().frameSkip();
        contactForces = task.physics().memory() == BatchMemory.PERSISTENT;
        start = task.start();
        double timestep = model.timestep();
        Binding binding = new Binding(model, batch, timestep, timestep * frameSkip, new CLibrary());
        position = binding.position();
        velocity = binding.velocity();
        control = batch.component(StateComponent.CONTROL);
        parts = task.observation().stream().map(part -> part.bind(binding)).toList();
        conditions = task.conditions().stream().map(each -> each.bind(binding)).toList();
        List<RewardTerm> all = Stream.concat(task.reward().paid().stream(), task.reward().costs().stream())
                .toList();
        keys = all.stream().map(RewardTerm::key).toList();
        terms = all.stream().map(term -> term.bind(binding)).toList();
        paid = task.reward().paid().size();
        observationSize = parts.stream().mapToInt(ObservationPart.Bound::size).sum();
        observations = new double[worlds * observationSize];
        rewards = new double[worlds];
        termValues = new double[worlds * terms.size()];
        terminated = new boolean[worlds];
        failures = new String[worlds];
        Arrays.fill(failures, "");
    }

    @Override
    public int worlds() {
        return batch.worlds();
    }

    @Override
    public int positions() {
        return position.size();
    }

    @Override
    public int velocities() {
        return velocity.size();
    }

    @Override
    public void start(int[] selected, int count, RandomStream[] streams) {
        batch.reset(selected, count);
        double[] q = new double[position.size()];
        double[] v = new double[velocity.size()];
        for (int i = 0; i < count; i++) {
            int world = selected[i];
            position.copy(world, 0, q.length, q, 0);
            velocity.copy(world, 0, v.length, v, 0);
            start.draw(streams[world], q, v);
            position.set(world, q, 0);
            velocity.set(world, v, 0);
        }
        begin(selected, count);
    }

    @Override
    public void place(double[] q, double[] v) {
        int[] all = new int[batch.worlds()];
        Arrays.setAll(all, world -> world);
        batch.reset(all, all.length);
        for (int world : all) {
            position.set(world, q, world * position.size());
            velocity.set(world, v, world * velocity.size());
        }
        begin(all, all.length);
    }

    private void begin(int[] selected, int count) {
        batch.forward(selected, count, Stage.ACCELERATION);
        for (int i = 0; i < count; i++) {
            int world = selected[i];
            rewards[world] = 0;
            terminated[world] = false;
            failures[world] = "";
            Arrays.fill(termValues, world * terms.size(), (world + 1) * terms.size(), 0);
            for (int k = 0; k < terms.size(); k++) {
                terms.get(k).start(world);
            }
            look(world);
        }
    }

    @Override
    public void step(float[] actions) {
        for (int world = 0; world < batch.worlds(); world++) {
            control.set(world, actions, world * control.size());
        }
        note(batch.step(frameSkip, Stage.NONE));
        if (contactForces) {
            batch.refreshContactForces();
        }
        for (int world = 0; world < batch.worlds(); world++) {
            boolean alive = alive(world);
            terminated[world] = !alive;
            rewards[world] = evaluate(world, actions, alive);
            look(world);
        }
    }

    private void note(int failed) {
        if (failed > 0 || anyFailure) {
            anyFailure = failed > 0;
            for (int world = 0; world < batch.worlds(); world++) {
                failures[world] = batch.error(world);
            }
        }
    }

    private boolean alive(int world) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(world)) {
                return false;
            }
        }
        return true;
    }

    private double evaluate(int world, float[] actions, boolean alive) {
        int base = world * terms.size();
        for (int k = 0; k < terms.size(); k++) {
            termValues[base + k] = terms.get(k).evaluate(world, actions, alive);
        }
        double gain = sum(base, base + paid);
        return paid == terms.size() ? gain : gain + sum(base + paid, base + terms.size());
    }

    private double sum(int from, int to) {
        double sum = termValues[from];
        for (int i = from + 1; i < to; i++) {
            sum += termValues[i];
        }
        return sum;
    }

    private void look(int world) {
        int offset = world * observationSize;
        for (int i = 0; i < parts.size(); i++) {
            ObservationPart.Bound part = parts.get(i);
            part.write(world, observations, offset);
            offset += part.size();
        }
    }

    @Override
    public void observe(int world, float[] out, int offset) {
        int from = world * observationSize;
        for (int i = 0; i < observationSize; i++) {
            out[offset + i] = (float) observations[from + i];
        }
    }

    @Override
    public void observe(int world, double[] out) {
        System.arraycopy(observations, world * observationSize, out, 0, observationSize);
    }

    @Override
    public boolean trigonometric(int index) {
        int end = 0;
        for (ObservationPart.Bound part : parts) {
            end += part.size();
            if (index < end) {
                return part.trigonometric();
            }
        }
        throw new IndexOutOfBoundsException("observation has " + end + " entries, was asked for " + index);
    }

    @Override
    public void state(int world, double[] q, double[] v) {
        position.copy(world, 0, position.size(), q, 0);
        velocity.copy(world, 0, velocity.size(), v, 0);
    }

    @Override
    public double reward(int world) {
        return rewards[world];
    }

    @Override
    public boolean terminated(int world) {
        return terminated[world];
    }

    @Override
    public Optional<String> instability(int world) {
        return failures[world].isEmpty() ? batch.graveWarning(world).map(Warning::text) : Optional.of(failures[world]);
    }

    @Override
    public List<String> rewardTerms() {
        return keys;
    }

    @Override
    public double rewardTerm(int world, int term) {
        return termValues[world * terms.size() + term];
    }

    @Override
    public void save(DataOutput out) throws IOException {
        batch.save(out);
        for (RewardTerm.Bound term : terms) {
            term.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        batch.restore(in);
        for (RewardTerm.Bound term : terms) {
            term.restore(in);
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
