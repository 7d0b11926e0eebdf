package dev.sinew.runtime.loop;

import dev.sinew.config.contract.ActionMapping;
import dev.sinew.config.contract.Encoding;
import dev.sinew.config.contract.JointConvention;
import dev.sinew.config.contract.Normalization;
import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickEvents;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.ArrayList;
import java.util.List;

/// A loop at 100 Hz around a [FakeRobot] on a virtual clock, driven by a script of what happens in which tick.
final class LoopRig {
    static final long PERIOD = SampleTicks.PERIOD;
    /// First tick in which the robot may be active: 1 s of calibration and 0.5 s of standing still, and then some.
    static final int ACTIVE = 160;

    /// What happens while the policy thinks.
    interface Script {
        void act(LoopRig rig, long tick);
    }

    final VirtualClock clock = new VirtualClock(5_000_000_000L);
    final FakeRobot robot = new FakeRobot(clock);
    final OperatorRequests operator = new OperatorRequests();
    final StopRequest stop = new StopRequest();
    final Heartbeat heartbeat = new Heartbeat();
    final Supervisor supervisor = new Supervisor(heartbeat, high -> BusStatus.OK, clock, PERIOD);
    final TickJournal journal;
    final JournalReader reader;
    final ControlLoop loop;
    final List<Seen> seen = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    long plantNanos;
    private boolean running;
    private long tick;

    LoopRig(long ticks, Script script) {
        this(ticks, script, -1, 0);
    }

    /// Wakes `late` ns after the deadline of tick `lateTick`.
    LoopRig(long ticks, Script script, long lateTick, long late) {
        TickLayout layout = new TickLayout(2, 9, 2, 256);
        journal = new TickJournal(layout, 1024);
        reader = journal.reader();
        Policy policy = (observation, action) -> {
            action[0] = 0.1f;
            action[1] = 0.1f;
            if (running) {
                if (tick == ticks - 1) {
                    stop.request("script ends");
                }
                script.act(this, tick++);
            }
            return true;
        };
        loop = new ControlLoop(
                robot,
                contract(),
                policy,
                new TickLog(journal, new BusLog(clock)),
                new Timebase(
                        new OversleepingClock(lateTick, late), new PlantPace.LockStep(nanos -> plantNanos += nanos)),
                new Requests(operator, stop),
                new Watch(heartbeat, supervisor));
    }

    /// The virtual clock, but one sleep is too long.
    private final class OversleepingClock implements MonotonicClock {
        private final long lateTick;
        private final long late;

        OversleepingClock(long lateTick, long late) {
            this.lateTick = lateTick;
            this.late = late;
        }

        @Override
        public long nanos() {
            return clock.nanos();
        }

        @Override
        public void sleepUntil(long deadline) {
            clock.sleepUntil(tick == lateTick ? deadline + late : deadline);
        }
    }

    /// A contract of nine floats for the robot of [SampleTicks].
    static PolicyContract contract() {
        Encoding plain = new Encoding(1, 100, 1);
        return new PolicyContract(
                SampleTicks.robot(),
                "balancer",
                0.02,
                List.of(new JointConvention("left_wheel", 1, 0), new JointConvention("right_wheel", 1, 0)),
                List.of(
                        new ObservationTerm.Tilt(plain),
                        new ObservationTerm.TiltRate(plain),
                        new ObservationTerm.YawRate(plain),
                        new ObservationTerm.JointPosition(plain),
                        new ObservationTerm.JointVelocity(plain),
                        new ObservationTerm.PreviousAction(plain)),
                List.of(new ActionMapping("left_wheel", 10, 0), new ActionMapping("right_wheel", 10, 0)),
                Normalization.identity(9));
    }

    /// Configures, runs until the script has seen all its ticks and reads the journal.
    LoopRig run() {
        loop.prepare();
        robot.told.clear();
        running = true;
        try {
            loop.run();
        } finally {
            TickEvents finder = new TickEvents(PERIOD, (TickEvent e) -> events.add(e.tick() + " " + e.text()));
            while (reader.poll()) {
                finder.look(reader.tick());
                seen.add(Seen.of(reader.tick()));
            }
        }
        return this;
    }

    /// {@return what the gate made of the ticks from `first` on, without the record of the stop}
    List<Verdict> verdicts(int first) {
        return seen.subList(first, seen.size() - 1).stream().map(Seen::verdict).toList();
    }

    /// What a record says.
    record Seen(long due, long woke, int missed, Verdict verdict) {
        static Seen of(TickRecord tick) {
            return new Seen(tick.due(), tick.woke(), tick.missed(), Verdict.of(tick.verdict()));
        }
    }
}
