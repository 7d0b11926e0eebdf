package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// N points on a line, pushed by the action and by noise. Falls (terminated) beyond 3, ends (truncated) after 40
/// steps. Observation: position, velocity. Action: one push, −2 to 3. Reward: 1 − position².
public final class PointWorlds implements VectorEnvironment {
    private static final int LIMIT = 40;
    private final float[] position;
    private final float[] velocity;
    private final int[] age;
    private final long[] random;

    public PointWorlds(int worlds) {
        position = new float[worlds];
        velocity = new float[worlds];
        age = new int[worlds];
        random = new long[worlds];
    }

    @Override
    public int worlds() {
        return position.length;
    }

    @Override
    public int observationSize() {
        return 2;
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
        return new float[] {3};
    }

    @Override
    public void reset(long seed, float[] observations) {
        for (int w = 0; w < position.length; w++) {
            random[w] = seed * 31 + w;
            begin(w);
            observe(w, observations);
        }
    }

    @Override
    public void step(float[] actions, StepBatch out) {
        for (int w = 0; w < position.length; w++) {
            velocity[w] += 0.1f * (actions[w] + noise(w)) - 0.02f * velocity[w];
            position[w] += 0.1f * velocity[w];
            age[w]++;
            out.rewards()[w] = 1 - (double) position[w] * position[w];
            out.terminated()[w] = Math.abs(position[w]) > 3;
            out.truncated()[w] = !out.terminated()[w] && age[w] == LIMIT;
            observe(w, out.finalObservations());
            if (out.ended(w)) {
                begin(w);
            }
            observe(w, out.observations());
        }
    }

    @Override
    public long unstable() {
        return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (int w = 0; w < position.length; w++) {
            out.writeFloat(position[w]);
            out.writeFloat(velocity[w]);
            out.writeInt(age[w]);
            out.writeLong(random[w]);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int w = 0; w < position.length; w++) {
            position[w] = in.readFloat();
            velocity[w] = in.readFloat();
            age[w] = in.readInt();
            random[w] = in.readLong();
        }
    }

    @Override
    public void close() {}

    private void begin(int w) {
        position[w] = noise(w);
        velocity[w] = 0;
        age[w] = 0;
    }

    private void observe(int w, float[] observations) {
        observations[2 * w] = position[w];
        observations[2 * w + 1] = velocity[w];
    }

    private float noise(int w) {
        random[w] = random[w] * 6364136223846793005L + 1442695040888963407L;
        return (random[w] >>> 40) * 0x1p-23f - 1;
    }
}
