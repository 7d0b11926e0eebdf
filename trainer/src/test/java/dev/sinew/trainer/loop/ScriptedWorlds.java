package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.List;

/// Worlds whose every number is known beforehand. World w gives reward w + 1 each step and ends after `lengths[w]`
/// steps; the observation is the age of the episode, the action range is −2 to 6. Time passes on a virtual clock.
public final class ScriptedWorlds implements VectorEnvironment {
    public final List<Float> actions = new ArrayList<>();
    public final List<Long> seeds = new ArrayList<>();
    public boolean rewardsAction;
    private final int[] lengths;
    private final int[] age;
    private final Runnable onStep;

    public ScriptedWorlds(Runnable onStep, int... lengths) {
        this.onStep = onStep;
        this.lengths = lengths.clone();
        age = new int[lengths.length];
    }

    @Override
    public int worlds() {
        return lengths.length;
    }

    @Override
    public int observationSize() {
        return 1;
    }

    @Override
    public int actionSize() {
        return 1;
    }

    @Override
    public float[] actionLow() {
        return new float[] {-2};
    }

    @Override
    public float[] actionHigh() {
        return new float[] {6};
    }

    @Override
    public void reset(long seed, float[] observations) {
        seeds.add(seed);
        for (int w = 0; w < lengths.length; w++) {
            age[w] = 0;
            observations[w] = 0;
        }
    }

    @Override
    public void step(float[] chosen, StepBatch out) {
        onStep.run();
        for (int w = 0; w < lengths.length; w++) {
            actions.add(chosen[w]);
            age[w]++;
            out.rewards()[w] = rewardsAction ? chosen[w] : w + 1;
            out.terminated()[w] = age[w] == lengths[w];
            out.finalObservations()[w] = age[w];
            if (out.ended(w)) {
                age[w] = 0;
            }
            out.observations()[w] = age[w];
        }
    }

    @Override
    public long unstable() {
        return 0;
    }

    @Override
    public void save(DataOutput out) {}

    @Override
    public void restore(DataInput in) {}

    @Override
    public void close() {}
}
