package dev.sinew.runtime.session;

/// What the physics knew after each tick of an emulated run. Room is made beforehand; adding allocates nothing.
/// Written by the loop's thread, read once the loop has ended.
public final class TruthTrace {
    private final long[] nanos;
    private final double[] tilt;
    private final double[] travel;
    private final boolean[] driven;
    private int size;

    /// An empty trace.
    ///
    /// @param most ticks it has room for; further ones are not kept
    public TruthTrace(int most) {
        nanos = new long[most];
        tilt = new double[most];
        travel = new double[most];
        driven = new boolean[most];
    }

    void add(long time, double tiltNow, double travelNow, boolean drivenNow) {
        if (size < nanos.length) {
            nanos[size] = time;
            tilt[size] = tiltNow;
            travel[size] = travelNow;
            driven[size] = drivenNow;
            size++;
        }
    }

    /// {@return ticks kept}
    public int size() {
        return size;
    }

    /// {@return time of the plant after a tick, ns}
    ///
    /// @param index of the tick
    public long nanos(int index) {
        return nanos[index];
    }

    /// {@return the true tilt after a tick, rad}
    ///
    /// @param index of the tick
    public double tilt(int index) {
        return tilt[index];
    }

    /// {@return whether the motor supply was on after a tick}
    ///
    /// @param index of the tick
    public boolean driven(int index) {
        return driven[index];
    }

    /// {@return the true distance from the start after a tick, m}
    ///
    /// @param index of the tick
    public double travel(int index) {
        return travel[index];
    }
}
