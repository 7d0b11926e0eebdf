package dev.sinew.runtime.loop;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.robot.Robot;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.mode.ModeMachine;
import dev.sinew.runtime.mode.OperatorRequests;

/// Dry runs before the first tick that counts: without them the first ticks take ten times as long. The robot's
/// sensors are read but nothing is written; control step, journal and modes are scratch ones of the same classes.
final class WarmUp {
    private static final int CONTROL_STEPS = 10_000;
    private static final int WHOLE_TICKS = 200; // each reads the real buses
    private static final int EPISODE = 100;

    private final Robot robot;
    private final Policy policy;
    private final MonotonicClock clock;
    private final ControlStep step;
    private final TickLog log;

    WarmUp(Robot robot, PolicyContract contract, Policy policy, Timebase timebase, BusLog bus) {
        this.robot = robot;
        this.policy = policy;
        this.clock = timebase.clock();
        step = new ControlStep(robot.description(), contract);
        TickLayout layout = new TickLayout(
                robot.description().joints().size(), contract.observationSize(), contract.actionSize(), 1024);
        log = new TickLog(new TickJournal(layout, 2), bus);
    }

    void run() {
        controlSteps();
        wholeTicks();
        System.gc(); // what loading left behind is not collected in a tick
    }

    private void controlSteps() {
        RobotState state = new RobotState(robot.description().joints().size());
        state.specificForce()[2] = 9.81;
        double[] down = {0, 0, -1};
        double[] noBias = new double[3];
        for (int i = 0; i < CONTROL_STEPS; i++) {
            if (i % EPISODE == 0) {
                step.startArmed(down, noBias);
                state.supply(robot.description().safety().supplyMinimum() + 1, 0);
                state.emergencyStop(false);
            }
            state.timeNanos(i * robot.description().periodNanos());
            state.specificForce()[0] = 0.01 * (i % 7); // an IMU that repeats itself counts as frozen
            state.faultTicks(i % 10 == 5 ? 1 : 0, 0, 0); // one missing reading in ten: held
            state.emergencyStop(i % EPISODE > EPISODE - 10); // each episode ends in a fault
            step.tick(state, policy);
        }
        step.reset();
    }

    private void wholeTicks() {
        ModeMachine modes = new ModeMachine(step.gate(), new OperatorRequests(), () -> false);
        Heartbeat heartbeat = new Heartbeat();
        Supervisor nobody = new Supervisor(
                heartbeat, high -> BusStatus.OK, clock, robot.description().periodNanos());
        Tick tick = new Tick(robot, step, policy, log, clock, modes, new Watch(heartbeat, nobody));
        JournalReader reader = log.journal().reader();
        for (int i = 0; i < WHOLE_TICKS; i++) {
            tick.run(clock.nanos(), 0);
            if (reader.poll()) {
                log.bus().keep(reader.tick()); // the drivers remember what they read here
            }
        }
    }
}
