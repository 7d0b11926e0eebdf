package dev.sinew.runtime.journal;

/// What the ticks of a window say about timing. One thread.
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
