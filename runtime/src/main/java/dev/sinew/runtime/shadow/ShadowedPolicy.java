package dev.sinew.runtime.shadow;

import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.control.Policy;

/// A policy that drives, and a second one that is asked the same in each tick after it. The second one's action is
/// compared and thrown away: it has memory of its own, and nothing of it reaches the gate.
///
/// The second policy may fail, and it may throw: that is counted, and the robot goes on. It is asked within the tick,
/// so that it costs the tick its own inference. One that takes longer than half a period is not asked for the next
/// second: the gate would stop the robot of a policy that late. One thread; nothing is allocated beyond what the two
/// policies do.
public final class ShadowedPolicy implements Policy {
    private final Policy driving;
    private final Policy shadow;
    private final MonotonicClock clock;
    private final long longestNanos;
    private final int restTicks;
    private final float[] seen;
    private final float[] action;
    private final Divergence divergence = new Divergence();
    private int resting;

    /// Two policies with one contract.
    ///
    /// @param driving whose action is used
    /// @param shadow whose action is compared
    /// @param sizes floats of their observation and action
    /// @param clock by which the second one is timed
    /// @param rateHertz ticks in a second
    public ShadowedPolicy(Policy driving, Policy shadow, Sizes sizes, MonotonicClock clock, int rateHertz) {
        this.driving = driving;
        this.shadow = shadow;
        this.clock = clock;
        longestNanos = 500_000_000L / rateHertz;
        restTicks = rateHertz;
        seen = new float[sizes.observation];
        action = new float[sizes.action];
    }

    /// Floats of what both see and say.
    ///
    /// @param observation floats of an observation
    /// @param action floats of an action
    public record Sizes(int observation, int action) {}

    @Override
    public int begin(boolean drives) {
        return driving.begin(drives);
    }

    @Override
    public boolean act(float[] observation, float[] out) {
        boolean usable = driving.act(observation, out);
        if (!usable || resting > 0) {
            resting = Math.max(0, resting - 1);
            divergence.skip();
            return usable;
        }
        System.arraycopy(observation, 0, seen, 0, seen.length); // whatever it does to it, the tick's own stays
        long before = clock.nanos();
        boolean answered = ask();
        if (clock.nanos() - before > longestNanos) {
            resting = restTicks;
        }
        float difference = answered ? difference(out) : Float.NaN;
        if (Float.isFinite(difference)) {
            divergence.record(difference);
        } else {
            divergence.fail();
        }
        return true;
    }

    @Override
    public boolean explored() {
        return driving.explored();
    }

    private boolean ask() {
        try {
            return shadow.act(seen, action);
        } catch (RuntimeException broken) {
            return false; // a policy that only looks on stops no robot
        }
    }

    /// {@return the largest absolute difference over the entries; NaN when an entry is no number}
    private float difference(float[] driven) {
        float largest = 0;
        for (int i = 0; i < action.length; i++) {
            largest = Math.max(largest, Math.abs(driven[i] - action[i])); // NaN stays NaN
        }
        return largest;
    }

    /// Begins to count anew, after the ticks that only warmed up.
    public void begin() {
        divergence.clear();
        resting = 0;
    }

    /// {@return how far the two lie apart}
    public Divergence divergence() {
        return divergence;
    }
}
