package dev.sinew.runtime.journal;

import dev.sinew.hal.safety.Verdict;

/// What the ticks of a window say about timing and about what the gate did. One thread.
///
/// | histogram | from          | to                |
/// |-----------|---------------|-------------------|
/// | wake      | deadline      | loop woke         |
/// | read      | loop woke     | readings there    |
/// | act       | readings there| action there      |
/// | reach     | deadline      | targets written   |
public final class TickStatistics {
    /// A wake-up later than this is counted as late, ns.
    public static final long LATE_NANOS = 1_000_000;

    private final TimingHistogram wake = new TimingHistogram();
    private final TimingHistogram read = new TimingHistogram();
    private final TimingHistogram act = new TimingHistogram();
    private final TimingHistogram reach = new TimingHistogram();
    private long missed;
    private long late;
    private long busSkipped;
    private long limited;
    private long held;
    private long latePolicy;
    private long rejected;

    /// No ticks yet.
    public TickStatistics() {}

    /// Counts one tick.
    ///
    /// @param tick its record
    public void add(TickRecord tick) {
        wake.record(tick.woke() - tick.due());
        read.record(tick.read() - tick.woke());
        act.record(tick.acted() - tick.read());
        reach.record(tick.written() - tick.due());
        missed += tick.missed();
        late += tick.woke() - tick.due() > LATE_NANOS ? 1 : 0;
        busSkipped += tick.busSkipped();
        limited += tick.verdict() == Verdict.LIMITED.code() ? 1 : 0;
        held += tick.verdict() == Verdict.HOLD.code() ? 1 : 0;
        latePolicy += tick.latePeriods() > 0 ? 1 : 0;
        rejected += tick.readingRejected() ? 1 : 0;
    }

    /// Forgets all ticks.
    public void clear() {
        wake.clear();
        read.clear();
        act.clear();
        reach.clear();
        missed = 0;
        late = 0;
        busSkipped = 0;
        limited = 0;
        held = 0;
        latePolicy = 0;
        rejected = 0;
    }

    /// {@return ticks counted}
    public long ticks() {
        return wake.count();
    }

    /// {@return ticks missed}
    public long missed() {
        return missed;
    }

    /// {@return ticks whose wake-up was more than 1 ms late}
    public long late() {
        return late;
    }

    /// {@return transfers that did not fit into their record}
    public long busSkipped() {
        return busSkipped;
    }

    /// {@return ticks whose targets a limit changed}
    public long limited() {
        return limited;
    }

    /// {@return ticks in which the last targets were held}
    public long held() {
        return held;
    }

    /// {@return ticks in which the policy was late by a period or more}
    public long latePolicy() {
        return latePolicy;
    }

    /// {@return IMU readings rejected as a spike}
    public long rejected() {
        return rejected;
    }

    /// {@return deadline to wake-up}
    public TimingHistogram wake() {
        return wake;
    }

    /// {@return wake-up to readings there}
    public TimingHistogram read() {
        return read;
    }

    /// {@return readings there to action there}
    public TimingHistogram act() {
        return act;
    }

    /// {@return deadline to targets written}
    public TimingHistogram reach() {
        return reach;
    }
}
