package dev.sinew.runtime.replay;

import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.recorder.FlightRecordException;
import dev.sinew.runtime.recorder.RecordedEntry;
import dev.sinew.runtime.recorder.RecordedEntry.Reading;
import dev.sinew.runtime.recorder.RecordedEntry.Transfer;
import dev.sinew.runtime.recorder.RecordedTick;
import dev.sinew.runtime.recorder.TickComparison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Plays a flight record to a loop that runs again: answers each transfer and each look at a clock with what the
/// record says comes next, and compares what is written. It moves on to the next tick once the loop has published
/// the record of a tick, which it then compares as well.
///
/// A loop that asks for something else than comes next is a difference; the tape then looks for what is asked for
/// further on in the same tick, so that one difference does not make all that follows another. Where the record ends
/// without its stop, or has a gap, the tape ends, and the loop with it. One thread.
final class Tape {
    private final FlightRecord record;
    private final TickJournal journal;
    private final JournalReader replayed;
    private final TickComparison comparison;
    private final Findings findings;
    private final Consumer<RecordedTick> begins;
    private final long[] lastReading = new long[2];
    private final ReplayBoard board = new ReplayBoard(this);
    private final DeviceNames devices;
    private Optional<RecordedTick> tick = Optional.empty();
    private List<RecordedEntry> entries;
    private int next;
    private long finished;
    private String incomplete = "";
    private boolean ended;

    /// A tape at what came before the first tick.
    ///
    /// @param record at its first tick
    /// @param wiring of the robot
    /// @param journal of the loop that runs again
    /// @param findings takes what is found
    /// @param begins told of each tick before the loop begins it
    Tape(FlightRecord record, Wiring wiring, TickJournal journal, Findings findings, Consumer<RecordedTick> begins) {
        this.record = record;
        this.journal = journal;
        this.findings = findings;
        this.begins = begins;
        replayed = journal.reader();
        comparison = new TickComparison(journal.layout());
        devices = new DeviceNames(wiring, board.channels());
        entries = record.preparation().entries();
        if (record.preparation().skipped() > 0) {
            end(record.preparation().skipped() + " entries from before its first tick did not fit into the record");
        }
    }

    ReplayBoard board() {
        return board;
    }

    /// {@return a clock that says what the recorded one said}
    MonotonicClock clock(int number) {
        return new MonotonicClock() {
            @Override
            public long nanos() {
                return reading(number);
            }

            @Override
            public void sleepUntil(long deadline) {
                // it has slept already
            }
        };
    }

    /// The loop is prepared: the first tick follows.
    void start() throws IOException {
        finishEntries();
        findings.end();
        load();
    }

    /// {@return the tick that the loop is in; empty before the first and where the tape has ended}
    Optional<RecordedTick> tick() {
        return tick;
    }

    /// {@return whether the loop has no tick to run any more but for its stop}
    boolean stops() {
        return ended || tick.map(RecordedTick::stop).orElse(false);
    }

    /// {@return why the tape ended before the stop of its run, if so}
    Optional<String> incomplete() {
        return Optional.of(incomplete).filter(why -> !why.isEmpty());
    }

    /// Compares the ticks that the loop has published since, and goes on to the next.
    void follow() {
        while (!ended && journal.published() > finished) {
            RecordedTick done = tick.orElseThrow();
            replayed.poll();
            finishEntries();
            comparison
                    .first(done, replayed.tick())
                    .ifPresent(field -> findings.fieldDiffers(
                            field.name() + ": recorded " + field.recorded() + ", replayed " + field.replayed()));
            findings.end();
            finished++;
            if (done.stop()) {
                ended = true;
            } else {
                load();
            }
        }
    }

    private void finishEntries() {
        if (!ended && next < entries.size()) {
            findings.differs("recorded " + name(entries.get(next)) + ", replayed nothing more");
        }
        next = entries.size();
    }

    private void load() {
        Optional<RecordedTick> following;
        try {
            following = record.next();
        } catch (FlightRecordException damaged) {
            end(String.valueOf(damaged.getMessage()));
            return;
        } catch (IOException failed) {
            end("it cannot be read on: " + failed.getMessage());
            return;
        }
        if (following.isEmpty()) {
            end("it ends after tick " + (finished - 1) + " without the stop of its run: it was cut off");
        } else if (following.get().number() != finished) {
            end("records are lost from tick " + finished + " to "
                    + (following.get().number() - 1));
        } else if (following.get().bus().skipped() > 0) {
            end(following.get().bus().skipped() + " entries of tick " + finished + " did not fit into the record");
        } else {
            begin(following.get());
        }
    }

    private void begin(RecordedTick following) {
        tick = Optional.of(following);
        entries = following.bus().entries();
        next = 0;
        findings.begin(following.number());
        begins.accept(following);
    }

    /// Ends the tape before the stop of its run.
    ///
    /// @param why what is wrong with the record
    void end(String why) {
        incomplete = why;
        ended = true;
        tick = Optional.empty();
        entries = List.of();
        next = 0;
    }

    /// One transfer of the loop that runs again.
    BusStatus transfer(int channel, int address, byte[] out, int outLength, byte[] in, int inLength) {
        follow();
        if (ended) {
            return BusStatus.GONE;
        }
        String device = devices.of(channel, address);
        Optional<RecordedEntry> found = take(
                "a transfer with " + device,
                entry -> entry instanceof Transfer transfer
                        && transfer.channel() == channel
                        && transfer.address() == address);
        if (found.isEmpty() || !(found.get() instanceof Transfer transfer)) {
            return BusStatus.GONE;
        }
        findings.written(device, transfer.out(), out, outLength);
        ByteBuffer read = transfer.in().duplicate();
        if (read.remaining() != inLength) {
            findings.differs(device + ": recorded " + read.remaining() + " bytes read, replayed " + inLength);
        }
        read.get(in, 0, Math.min(read.remaining(), inLength));
        return transfer.status();
    }

    private long reading(int clock) {
        follow();
        if (!ended) {
            take(clockName(clock), entry -> entry instanceof Reading reading && reading.clock() == clock)
                    .ifPresent(entry -> {
                        findings.reading();
                        lastReading[clock] = ((Reading) entry).nanos();
                    });
        }
        return lastReading[clock];
    }

    /// {@return the next entry that is asked for; empty when the tick has no other}
    private Optional<RecordedEntry> take(String asked, Predicate<RecordedEntry> wanted) {
        for (int at = next; at < entries.size(); at++) {
            if (wanted.test(entries.get(at))) {
                if (at > next) {
                    findings.differs("recorded " + name(entries.get(next)) + ", replayed " + asked);
                }
                next = at + 1;
                return Optional.of(entries.get(at));
            }
        }
        String expected = next < entries.size() ? name(entries.get(next)) : "nothing more";
        findings.differs("recorded " + expected + ", replayed " + asked);
        return Optional.empty();
    }

    private String name(RecordedEntry entry) {
        return switch (entry) {
            case Transfer transfer -> "a transfer with " + devices.of(transfer.channel(), transfer.address());
            case Reading reading -> clockName(reading.clock());
        };
    }

    private static String clockName(int clock) {
        return "a look at the clock of " + (clock == 0 ? "the loop" : "the robot");
    }
}
