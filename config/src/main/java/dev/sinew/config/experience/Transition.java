package dev.sinew.config.experience;

import java.nio.ByteBuffer;

/// One step of a robot: what the policy saw, what it wanted, what was done, what came of it. Its arrays are its owner's
/// to fill and are used again; one thread. Bytes in a batch, little-endian; n, m and k as in [ExperienceShape]:
///
/// ```text
/// offset  bytes  what
///      0      8  tick number in its boot, from 0
///      8      8  deadline of that tick, ns on the robot's monotonic clock
///     16      8  age of the observation when the targets had been written, ns, 0 or more
///     24      4  episode in its boot, from 0
///     28      4  faults seen in it: bit c for the fault with code c of hal.safety, latched or not
///     32      2  index of the policy in the batch's table
///     34      1  marks: 1 terminated, 2 truncated, 4 intervention, 8 clamped, 16 held, 32 stretched, 64 marked
///     35      1  zero
///     36      4  reward (float32, as all below)
///     40     4k  its terms
///            4n  observation
///            4m  action as the policy gave it
///            4m  action as it was executed, in the policy's units; may lie beyond −1 and 1
///            4n  next observation
/// ```
///
/// Two transitions of one boot follow each other when their episodes are equal and their ticks differ by 1.
public final class Transition {
    /// Offset of the first float.
    static final int FLOATS = 36 + Float.BYTES;

    private static final int POLICY = 32;

    private final float[] rewardTerms;
    private final float[] observation;
    private final float[] action;
    private final float[] executed;
    private final float[] nextObservation;
    private PolicyIdentity policy;
    private long tick;
    private long timeNanos;
    private long ageNanos;
    private int episode;
    private int faults;
    private int marks;
    private float reward;

    /// A transition of zeros.
    ///
    /// @param shape of its stream
    /// @param policy that acts
    public Transition(ExperienceShape shape, PolicyIdentity policy) {
        rewardTerms = new float[shape.rewardTerms().size()];
        observation = new float[shape.observationSize()];
        action = new float[shape.actionSize()];
        executed = new float[shape.actionSize()];
        nextObservation = new float[shape.observationSize()];
        this.policy = policy;
    }

    /// Sets when it was and who acted; nothing is marked and no fault seen any more.
    ///
    /// @param tick number in its boot, from 0
    /// @param timeNanos deadline of the tick, ns
    /// @param episode in its boot, from 0
    /// @param policy that acted
    public void begin(long tick, long timeNanos, int episode, PolicyIdentity policy) {
        this.tick = tick;
        this.timeNanos = timeNanos;
        this.episode = episode;
        this.policy = policy;
        ageNanos = 0;
        faults = 0;
        marks = 0;
        reward = 0;
    }

    /// Sets how old the observation was when the targets had been written.
    ///
    /// @param nanos ns, 0 or more
    public void age(long nanos) {
        ageNanos = nanos;
    }

    /// Adds faults.
    ///
    /// @param more bit c for the fault with code c
    public void addFaults(int more) {
        faults |= more;
    }

    /// Sets or takes away a mark.
    ///
    /// @param mark which
    /// @param set whether it holds
    public void mark(Mark mark, boolean set) {
        marks = set ? marks | mark.bit() : marks & ~mark.bit();
    }

    /// Sets the reward.
    ///
    /// @param value of the whole step
    public void reward(float value) {
        reward = value;
    }

    /// {@return tick number in its boot}
    public long tick() {
        return tick;
    }

    /// {@return deadline of its tick, ns on the robot's monotonic clock}
    public long timeNanos() {
        return timeNanos;
    }

    /// {@return age of the observation when the targets had been written, ns}
    public long ageNanos() {
        return ageNanos;
    }

    /// {@return episode in its boot}
    public int episode() {
        return episode;
    }

    /// {@return faults seen in it, bit c for the fault with code c}
    public int faults() {
        return faults;
    }

    /// {@return the policy that acted}
    public PolicyIdentity policy() {
        return policy;
    }

    /// {@return whether a mark holds}
    ///
    /// @param mark which
    public boolean is(Mark mark) {
        return (marks & mark.bit()) != 0;
    }

    /// {@return reward of the step}
    public float reward() {
        return reward;
    }

    /// {@return parts of the reward, `[k]`; the array itself}
    public float[] rewardTerms() {
        return rewardTerms;
    }

    /// {@return what the policy saw, `[n]`, not normalized; the array itself}
    public float[] observation() {
        return observation;
    }

    /// {@return the action as the policy gave it, `[m]`; the array itself}
    public float[] action() {
        return action;
    }

    /// {@return the action as it was executed, `[m]`; the array itself}
    public float[] executed() {
        return executed;
    }

    /// {@return what the policy would have seen next, `[n]`; the array itself}
    public float[] nextObservation() {
        return nextObservation;
    }

    /// {@return whether it may be written: each number finite, the age not negative, not terminated and truncated at
    /// once}
    public boolean sound() {
        return ageNanos >= 0
                && tick >= 0
                && episode >= 0
                && !(is(Mark.TERMINATED) && is(Mark.TRUNCATED))
                && Float.isFinite(reward)
                && finite(rewardTerms)
                && finite(observation)
                && finite(action)
                && finite(executed)
                && finite(nextObservation);
    }

    private static boolean finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    /// Writes it to the position of a little-endian buffer, which moves on.
    void write(ByteBuffer out, int policyIndex) {
        out.putLong(tick).putLong(timeNanos).putLong(ageNanos);
        out.putInt(episode).putInt(faults);
        out.putShort((short) policyIndex).put((byte) marks).put((byte) 0);
        out.putFloat(reward);
        put(out, rewardTerms);
        put(out, observation);
        put(out, action);
        put(out, executed);
        put(out, nextObservation);
    }

    private static void put(ByteBuffer out, float[] numbers) {
        for (float number : numbers) {
            out.putFloat(number);
        }
    }

    /// Reads one from a little-endian buffer. Unless `false` is returned it is filled, but for its policy.
    ///
    /// @return whether bytes that must be zero are
    boolean read(ByteBuffer in, int at) {
        tick = in.getLong(at);
        timeNanos = in.getLong(at + 8);
        ageNanos = in.getLong(at + 16);
        episode = in.getInt(at + 24);
        faults = in.getInt(at + 28);
        marks = Byte.toUnsignedInt(in.get(at + POLICY + 2));
        if (marks > Mark.ALL || in.get(at + POLICY + 3) != 0) {
            return false;
        }
        reward = in.getFloat(at + 36);
        int next = get(in, at + FLOATS, rewardTerms);
        next = get(in, next, observation);
        next = get(in, next, action);
        next = get(in, next, executed);
        get(in, next, nextObservation);
        return true;
    }

    /// {@return the index of the policy of the transition that begins at `at`}
    static int policyIndex(ByteBuffer in, int at) {
        return Short.toUnsignedInt(in.getShort(at + POLICY));
    }

    void policy(PolicyIdentity identity) {
        policy = identity;
    }

    private static int get(ByteBuffer in, int at, float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.getFloat(at + i * Float.BYTES);
        }
        return at + numbers.length * Float.BYTES;
    }
}
