package dev.sinew.runtime.loop;

import com.sun.management.ThreadMXBean;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.linux.LinuxClock;
import dev.sinew.hal.linux.RealTime;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.journal.TimingHistogram;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.ModeMachine;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.OnnxPolicy;
import dev.sinew.runtime.policy.OnnxWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// Runs the loop around a robot without buses and prints its timing on one line.
///
/// ```text
/// LoopTiming back-to-back
/// LoopTiming bus
/// LoopTiming paced RATE_HERTZ SECONDS FIFO_PRIORITY CPU none|java|onnx
/// ```
///
/// Back to back, the whole tick without policy and robot is measured, sleeping excepted; bus, the writing down of the
/// balancer's 11 transfers and 8 clock readings of a tick; paced, as it runs on a
/// robot. Priority 0 leaves the thread in its ordinary class, CPU −1 where it is.
public final class LoopTiming {
    private static final int TICKS = 1_000_000;
    private static final byte[] MODEL = OnnxWriter.network(1, "Relu", 9, 256, 256, 2);

    private LoopTiming() {}

    /// Measures.
    ///
    /// @param arguments as above
    public static void main(String[] arguments) {
        if (arguments.length == 6 && arguments[0].equals("paced")) {
            paced(arguments);
        } else if (arguments.length == 1 && arguments[0].equals("bus")) {
            bus();
        } else {
            backToBack();
        }
    }

    private static void bus() {
        TickLog log = log(LoopRig.contract());
        log.bus().prepared();
        MonotonicClock clock = log.bus().heard(BusLog.LOOP, new SystemClock());
        byte[] bytes = new byte[8];
        TimingHistogram took = new TimingHistogram();
        for (int i = 0; i < 2 * TICKS; i++) {
            if (i == TICKS) { // warm
                took.clear();
            }
            long start = System.nanoTime();
            TickRecord record = log.journal().claim();
            record.begin(i, start, start, 0);
            log.bus().begin(record);
            for (int reading = 0; reading < 8; reading++) {
                clock.nanos();
            }
            for (int transfer = 0; transfer < 11; transfer++) {
                log.bus().transfer(1, 0x60, bytes, 4, bytes, 4, BusStatus.OK);
            }
            log.bus().end();
            log.journal().publish();
            took.record(System.nanoTime() - start);
        }
        System.out.printf(
                Locale.ROOT, "bus: p50 %.2f us, p99 %.2f us%n", took.quantile(0.5) / 1e3, took.quantile(0.99) / 1e3);
    }

    private static void backToBack() {
        PolicyContract contract = LoopRig.contract();
        Tick tick = activeTick(contract.robot(), contract);
        TimingHistogram took = new TimingHistogram();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int i = 0; i < 2 * TICKS; i++) {
            if (i == TICKS) { // warm
                took.clear();
                bytes = threads.getCurrentThreadAllocatedBytes();
            }
            long start = System.nanoTime();
            tick.run(start, 0);
            took.record(System.nanoTime() - start);
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        System.out.printf(
                Locale.ROOT,
                "back to back: p50 %.2f us, p99 %.2f us, p99.9 %.2f us, max %.0f us, %d bytes in %d ticks%n",
                took.quantile(0.5) / 1e3,
                took.quantile(0.99) / 1e3,
                took.quantile(0.999) / 1e3,
                took.max() / 1e3,
                bytes,
                TICKS);
    }

    /// {@return the tick of a robot that the policy drives}
    private static Tick activeTick(RobotDescription description, PolicyContract contract) {
        IdleRobot robot = new IdleRobot(description);
        robot.configure();
        ControlStep step = new ControlStep(description, contract);
        OperatorRequests operator = new OperatorRequests();
        ModeMachine modes = new ModeMachine(step.gate(), operator, () -> true);
        modes.configured();
        operator.arm();
        Policy none = (observation, action) -> true;
        TickLog log = log(contract);
        log.bus().prepared();
        MonotonicClock clock = log.bus().heard(BusLog.LOOP, new SystemClock()); // as a loop's is
        Tick tick = new Tick(robot, step, none, log, clock, modes, watch(description));
        while (!(modes.mode() instanceof Mode.Active)) {
            tick.run(System.nanoTime(), 0);
        }
        return tick;
    }

    private static TickLog log(PolicyContract contract) {
        TickLayout layout = new TickLayout(
                contract.robot().joints().size(), contract.observationSize(), contract.actionSize(), 1024);
        return new TickLog(new TickJournal(layout, 4096), new BusLog(new SystemClock()));
    }

    private static Watch watch(RobotDescription robot) {
        Heartbeat heartbeat = new Heartbeat();
        return new Watch(
                heartbeat, new Supervisor(heartbeat, high -> BusStatus.OK, new VirtualClock(), robot.periodNanos()));
    }

    private static void paced(String[] arguments) {
        int rate = Integer.parseInt(arguments[1]);
        long ticks = Long.parseLong(arguments[2]) * rate;
        PolicyContract contract = contract(rate);
        RobotDescription robot = contract.robot();
        OperatorRequests operator = new OperatorRequests();
        StopRequest stop = new StopRequest();
        long warm = 3L * rate; // as cyclictest's start-up, not counted
        Policy policy = policy(arguments[5]);
        long[] seen = {Long.MIN_VALUE};
        TickStatistics[] statistics = new TickStatistics[1];
        Policy counting = (observation, action) -> {
            if (seen[0] == warm) {
                statistics[0].clear();
            }
            if (seen[0]++ == warm + ticks) {
                stop.request("enough");
            }
            return policy.act(observation, action);
        };
        ControlLoop loop = new ControlLoop(
                new IdleRobot(robot),
                contract,
                counting,
                log(contract),
                new Timebase(new LinuxClock(), new PlantPace.Real()),
                new Requests(operator, stop),
                watch(robot));
        statistics[0] = loop.statistics();
        setUpThread(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        loop.prepare();
        operator.arm();
        seen[0] = 0;
        loop.run();
        print(loop);
    }

    private static PolicyContract contract(int rate) {
        PolicyContract old = LoopRig.contract();
        RobotDescription shape = old.robot();
        RobotDescription robot = new RobotDescription(
                shape.name(), rate, shape.joints(), shape.attitude(), shape.safety(), shape.arming());
        return new PolicyContract(
                robot,
                old.task(),
                old.delayBudgetSeconds(),
                old.joints(),
                old.observation(),
                old.action(),
                old.normalization());
    }

    private static Policy policy(String name) {
        return switch (name) {
            case "java" -> JavaPolicy.compile(MODEL, 9, 2);
            case "onnx" -> OnnxPolicy.open(MODEL, 9, 2);
            default -> (observation, action) -> true;
        };
    }

    private static void setUpThread(int priority, int cpu) {
        RealTime realTime = new RealTime();
        System.err.println(realTime.lockMemory());
        if (cpu >= 0) {
            System.err.println(realTime.pin(cpu));
        }
        System.err.println(priority > 0 ? realTime.fifo(priority) : realTime.timerSlack(1));
    }

    private static void print(ControlLoop loop) {
        TickStatistics all = loop.statistics();
        System.out.printf(
                Locale.ROOT,
                "wake p50 %.1f p99 %.1f p99.9 %.1f max %.1f us; act p50 %.1f p99 %.1f us; tick p50 %.1f p99 %.1f us; "
                        + "ticks %d missed %d late %d%n",
                all.wake().quantile(0.5) / 1e3,
                all.wake().quantile(0.99) / 1e3,
                all.wake().quantile(0.999) / 1e3,
                all.wake().max() / 1e3,
                all.act().quantile(0.5) / 1e3,
                all.act().quantile(0.99) / 1e3,
                (all.reach().quantile(0.5) - all.wake().quantile(0.5)) / 1e3,
                (all.reach().quantile(0.99) - all.wake().quantile(0.99)) / 1e3,
                loop.ticks(),
                loop.missed(),
                all.late());
    }
}
