package dev.sinew.trainer.run;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;

/// Points in as many dimensions as an action has, dragged by the actions and by noise, that had best stay near zero;
/// episodes end and are cut at random. Arithmetic alone, so that every machine has the same bits.
final class DraggedWorlds implements VectorEnvironment {
    private final int worlds;
    private final int actions;
    private final float[] position;
    private RandomStream random = new RandomStream(0);

    DraggedWorlds(int worlds, int actions) {
        this.worlds = worlds;
        this.actions = actions;
        position = new float[worlds * actions];
    }

    @Override
    public int worlds() {
        return worlds;
    }

    @Override
    public int observationSize() {
        return actions;
    }

    @Override
    public int actionSize() {
        return actions;
    }

    @Override
    public float[] actionLow() {
        return filled(-1);
    }

    @Override
    public float[] actionHigh() {
        return filled(1);
    }

    private float[] filled(float value) {
        float[] range = new float[actions];
        Arrays.fill(range, value);
        return range;
    }

    @Override
    public void reset(long seed, float[] observations) {
        random = new RandomStream(seed);
        for (int i = 0; i < position.length; i++) {
            position[i] = (float) random.uniform(-1, 1);
            observations[i] = position[i];
        }
    }

    @Override
    public void step(float[] drags, StepBatch out) {
        for (int w = 0; w < worlds; w++) {
            float squares = 0;
            for (int i = w * actions; i < (w + 1) * actions; i++) {
                position[i] = 0.9f * position[i] + 0.3f * drags[i] + (float) random.uniform(-0.2, 0.2);
                out.finalObservations()[i] = position[i];
                squares += position[i] * position[i];
            }
            out.rewards()[w] = 1 - squares;
            out.terminated()[w] = random.nextInt(20) == 0;
            out.truncated()[w] = !out.terminated()[w] && random.nextInt(20) == 0;
            for (int i = w * actions; i < (w + 1) * actions; i++) {
                position[i] = out.ended(w) ? (float) random.uniform(-1, 1) : position[i];
                out.observations()[i] = position[i];
            }
        }
    }

    @Override
    public long unstable() {
        return 0;
    }

    @Override
    public void save(DataOutput out) {
        throw new UnsupportedOperationException("worlds of a test are not saved");
    }

    @Override
    public void restore(DataInput in) {
        throw new UnsupportedOperationException("worlds of a test are not restored");
    }

    @Override
    public void close() {}
}
