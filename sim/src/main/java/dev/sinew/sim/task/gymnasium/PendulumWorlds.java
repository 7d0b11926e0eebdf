package dev.sinew.sim.task.gymnasium;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.CLibrary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Worlds of Pendulum-v1: `θ̈ = 3g/(2l)·sin θ + 3u/(m·l²)`, semi-implicit Euler, reward `−(θ² + 0.1·ω² + 0.001·u²)`
/// with θ wrapped to `[−π, π)`. The width of each number follows Gymnasium: the torque and its square are float.
final class PendulumWorlds implements GymnasiumWorlds {
    static final float MAX_TORQUE = 2;
    private static final double MAX_SPEED = 8;
    private static final double STEP_TIME = 0.05;
    /// `3g/(2l)` with g = 10 m/s², l = 1 m.
    private static final double GRAVITY = 3 * 10.0 / (2 * 1.0);
    /// `3/(m·l²)` with m = 1 kg, l = 1 m.
    private static final float TORQUE = 3;

    private static final int OBSERVATION_SIZE = 3;
    private static final double START_ANGLE = Math.PI;
    private static final double START_SPEED = 1;

    private final CLibrary library = new CLibrary();
    private final double[] angle;
    private final double[] speed;
    private final double[] rewards;

    PendulumWorlds(int worlds) {
        if (worlds < 1) {
            throw new IllegalArgumentException("worlds must be at least 1, was " + worlds);
        }
        angle = new double[worlds];
        speed = new double[worlds];
        rewards = new double[worlds];
    }

    @Override
    public int worlds() {
        return angle.length;
    }

    @Override
    public int positions() {
        return 1;
    }

    @Override
    public int velocities() {
        return 1;
    }

    @Override
    public void start(int[] selected, int count, RandomStream[] streams) {
        for (int i = 0; i < count; i++) {
            int world = selected[i];
            angle[world] = streams[world].uniform(-START_ANGLE, START_ANGLE);
            speed[world] = streams[world].uniform(-START_SPEED, START_SPEED);
            rewards[world] = 0;
        }
    }

    @Override
    public void place(double[] position, double[] velocity) {
        for (int world = 0; world < angle.length; world++) {
            angle[world] = position[world];
            speed[world] = velocity[world];
            rewards[world] = 0;
        }
    }

    @Override
    public void step(float[] actions) {
        for (int world = 0; world < angle.length; world++) {
            float torque = Math.clamp(actions[world], -MAX_TORQUE, MAX_TORQUE);
            rewards[world] = -(library.square(wrapped(angle[world]))
                    + 0.1 * library.square(speed[world])
                    + 0.001f * library.square(torque));
            double acceleration = GRAVITY * library.sin(angle[world]) + TORQUE * torque;
            speed[world] = Math.clamp(speed[world] + acceleration * STEP_TIME, -MAX_SPEED, MAX_SPEED);
            angle[world] += speed[world] * STEP_TIME;
        }
    }

    /// Python's remainder has the sign of the divisor, Java's that of the dividend.
    private static double wrapped(double angle) {
        double turn = 2 * Math.PI;
        double remainder = (angle + Math.PI) % turn;
        return (remainder < 0 ? remainder + turn : remainder) - Math.PI;
    }

    @Override
    public void observe(int world, float[] out, int offset) {
        out[offset] = (float) library.cos(angle[world]);
        out[offset + 1] = (float) library.sin(angle[world]);
        out[offset + 2] = (float) speed[world];
    }

    @Override
    public void observe(int world, double[] out) {
        float[] rounded = new float[OBSERVATION_SIZE];
        observe(world, rounded, 0);
        for (int i = 0; i < OBSERVATION_SIZE; i++) {
            out[i] = rounded[i];
        }
    }

    @Override
    public boolean trigonometric(int index) {
        return index < 2;
    }

    @Override
    public void state(int world, double[] position, double[] velocity) {
        position[0] = angle[world];
        velocity[0] = speed[world];
    }

    @Override
    public double reward(int world) {
        return rewards[world];
    }

    @Override
    public boolean terminated(int world) {
        return false;
    }

    @Override
    public Optional<String> instability(int world) {
        return Double.isFinite(angle[world]) && Double.isFinite(speed[world])
                ? Optional.empty()
                : Optional.of("NaN or infinite action");
    }

    @Override
    public List<String> rewardTerms() {
        return List.of();
    }

    @Override
    public double rewardTerm(int world, int term) {
        throw new IndexOutOfBoundsException("the reward of a pendulum has no terms, was asked for " + term);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (int world = 0; world < angle.length; world++) {
            out.writeLong(Double.doubleToRawLongBits(angle[world]));
            out.writeLong(Double.doubleToRawLongBits(speed[world]));
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int world = 0; world < angle.length; world++) {
            angle[world] = Double.longBitsToDouble(in.readLong());
            speed[world] = Double.longBitsToDouble(in.readLong());
        }
    }

    @Override
    public void close() {
        // nothing native
    }
}
