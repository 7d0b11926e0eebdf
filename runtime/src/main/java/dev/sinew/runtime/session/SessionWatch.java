package dev.sinew.runtime.session;

import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickEvents;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.mode.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Follows a run through its journal, on a thread of its own: asks to arm once the loop keeps its rate, counts active
/// ticks, collects events, and ends the run when its time is up or a fault has stopped the robot.
///
/// Recorder, telemetry and broker begin with the loop, and while their code is compiled a busy machine may hold the
/// loop up for some periods. That is no reason to cut a robot that is not driven yet, and one to wait before it is.
final class SessionWatch implements Runnable {
    private static final long POLL_NANOS = 2_000_000;
    private static final int MOST_EVENTS = 200;
    private static final double SETTLED_SECONDS = 0.5;
    private static final double LONGEST_SETTLING_SECONDS = 10;
    private static final int ACTIVE = new Mode.Active().code();

    private final JournalReader journal;
    private final Requests requests;
    private final SessionProgress progress;
    private final MonotonicClock clock;
    private final Supervisor supervisor;
    private final long activeTicksWanted;
    private final double periodSeconds;
    private final Episodes episodes;
    private final ArmingWait wait;
    private final TickEvents events;
    private final TickStatistics timing = new TickStatistics();
    private final List<String> lines = new ArrayList<>();
    private long activeTicks;
    private Fault fault = Fault.NONE;
    private boolean cutSaid;
    private boolean armAsked;
    private long settledTicks;

    SessionWatch(
            JournalReader journal,
            Requests requests,
            SessionProgress progress,
            MonotonicClock clock,
            Supervisor supervisor,
            double seconds,
            Episodes episodes) {
        this.journal = journal;
        this.requests = requests;
        this.progress = progress;
        this.clock = clock;
        this.supervisor = supervisor;
        this.episodes = episodes;
        periodSeconds = episodes.robot().periodSeconds();
        activeTicksWanted = Math.round(seconds / periodSeconds);
        wait = new ArmingWait(episodes.robot());
        events = new TickEvents(episodes.robot().periodNanos(), this::event);
    }

    @Override
    public void run() {
        boolean last = false;
        while (!last) {
            last = journal.finished();
            while (journal.poll()) {
                look(journal.tick());
            }
            journal.notes(this::event);
            lookAtSupervisor();
            if (!last) {
                clock.sleepUntil(clock.nanos() + POLL_NANOS);
            }
        }
    }

    /// A loop that hangs writes no record: what has become of the supply is said here.
    private void lookAtSupervisor() {
        boolean cut = armAsked && supervisor.tripped();
        if (cut && !cutSaid) {
            say("supervisor  supply cut, the loop does not tick");
        }
        cutSaid = cut;
    }

    private void look(TickRecord tick) {
        events.look(tick);
        wait.look(tick).ifPresent(progress::event); // not kept: hours of waiting would crowd out the rest
        if (!armAsked) {
            settle(tick);
        }
        if (tick.mode() == ACTIVE) {
            timing.add(tick);
            activeTicks++;
            progress.active(activeSeconds());
            if (activeTicksWanted > 0 && activeTicks >= activeTicksWanted) {
                requests.stop().request("its time was up");
            }
        }
        episodes.look(tick);
        if (fault == Fault.NONE && Mode.word(tick.mode()).equals("fault") && !episodes.goesOn(tick)) {
            fault = Fault.of(tick.fault());
            requests.stop().request("stopped by the safety gate: " + fault.reason());
        }
    }

    private void settle(TickRecord tick) {
        settledTicks = tick.missed() == 0 && !supervisor.tripped() ? settledTicks + 1 : 0;
        boolean settled = settledTicks * periodSeconds >= SETTLED_SECONDS;
        if (settled || tick.tick() * periodSeconds >= LONGEST_SETTLING_SECONDS) {
            if (!settled) {
                progress.warning(String.format(
                        Locale.ROOT,
                        "the loop did not keep its rate for %.1f s on end in %.0f s: the machine is busy; arming",
                        SETTLED_SECONDS,
                        LONGEST_SETTLING_SECONDS));
            }
            armAsked = true;
            if (!episodes.held()) {
                requests.operator().arm();
            }
        }
    }

    private void event(TickEvent event) {
        say(String.format(
                Locale.ROOT,
                "tick %d  %s  %s",
                event.tick(),
                event.kind().name().toLowerCase(Locale.ROOT),
                event.text()));
    }

    private void say(String line) {
        if (lines.size() < MOST_EVENTS) {
            lines.add(line);
        }
        progress.event(line);
    }

    double activeSeconds() {
        return activeTicks * periodSeconds;
    }

    EpisodeCount episodes() {
        return episodes.count();
    }

    Fault fault() {
        return fault;
    }

    TickStatistics timing() {
        return timing;
    }

    List<String> events() {
        return List.copyOf(lines);
    }
}
