package dev.sinew.sim.task.probe;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.task.TaskWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Worlds of a probe.
final class ProbeWorlds implements TaskWorlds {
    private final Probe probe;
    private final int[] steps;
    private final float[] signs;
    private final double[] rewards;
    private final boolean[] terminated;

    ProbeWorlds(Probe probe, int worlds) {
        if (worlds < 1) {
            throw new IllegalArgumentException("worlds must be at least 1, was " + worlds);
        }
        this.probe = probe;
        steps = new int[worlds];
        signs = new float[worlds];
        rewards = new double[worlds];
        terminated = new boolean[worlds];
    }

    @Override
    public int worlds() {
        return steps.length;
    }

    @Override
    public void start(int[] selected, int count, RandomStream[] streams) {
        for (int i = 0; i < count; i++) {
            int world = selected[i];
            steps[world] = 0;
            signs[world] = streams[world].nextInt(2) == 0 ? -1 : 1;
            rewards[world] = 0;
            terminated[world] = false;
        }
    }

    @Override
    public void step(float[] actions) {
        for (int world = 0; world < steps.length; world++) {
            rewards[world] = probe.reward(steps[world], seen(world), actions[world]);
            terminated[world] = probe.ends(steps[world]);
            steps[world]++;
        }
    }

    @Override
    public void observe(int world, float[] out, int offset) {
        out[offset] = seen(world);
    }

    private float seen(int world) {
        return probe.observation(steps[world], signs[world]);
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
        return Optional.empty();
    }

    @Override
    public List<String> rewardTerms() {
        return List.of();
    }

    @Override
    public double rewardTerm(int world, int term) {
        throw new IndexOutOfBoundsException("the reward of a probe has no terms, was asked for " + term);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (int world = 0; world < steps.length; world++) {
            out.writeInt(steps[world]);
            out.writeFloat(signs[world]);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int world = 0; world < steps.length; world++) {
            steps[world] = in.readInt();
            signs[world] = in.readFloat();
        }
    }

    @Override
    public void close() {
        // nothing to free
    }
}
