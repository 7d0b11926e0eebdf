package dev.sinew.sim.task.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.sim.plant.BalancerPlant;
import dev.sinew.sim.plant.MujocoPlants;
import dev.sinew.sim.randomization.BalancerRandomization;
import dev.sinew.sim.randomization.PushSchedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// The episode that a training world has just begun, on emulated chips: the same body, start, noise and pushes, drawn
/// from the same seed; readings through register emulators, Pi4J and drivers, targets back the same way.
final class EmulatedTwin implements AutoCloseable {
    private static final long SETTING_UP = 3; // the drivers wait three times, and each wait passes an IMU sample

    final RobotState state;
    final float[] observation;
    private final BalancerPlant plant;
    private final PushSchedule pushes;
    private final EmulatedBoard board;
    private final WiredRobot robot;
    private final ControlStep control;
    private final long period;
    private final long begin;

    /// Stands until the world let go, then takes over its control step.
    EmulatedTwin(BalancerTask task, long seed, ControlStep begun) throws IOException {
        Robots robots = new Robots(ConfigFiles.shipped());
        RobotDescription description = task.contract().robot();
        period = description.periodNanos();
        var random = new RandomStream(seed);
        var randomization = new BalancerRandomization(task.randomization(), task.episode());
        plant = new MujocoPlants()
                .open(
                        description.name(),
                        randomization.parameters(random.split("parameters")),
                        randomization.start(random.split("start")),
                        seed);
        pushes = new PushSchedule(randomization, description.rateHertz());
        pushes.start(random.split("push"));
        var wiring = robots.wiring(description.name());
        board = new EmulatedBoard(description, wiring, plant);
        robot = new WiredRobot(description, wiring, new Pi4jBoard(board, BusTap.NONE), board.clock());
        state = new RobotState(description.joints().size());
        observation = new float[task.contract().observationSize()];
        control = new ControlStep(description, task.contract());
        robot.configure();
        long onTheStand =
                Math.round(description.attitude().orElseThrow().calibrationSeconds() * description.rateHertz());
        for (long tick = SETTING_UP; tick < onTheStand; tick++) {
            board.advance(period);
        }
        begin = board.clock().nanos();
        robot.read(state);
        var bytes = new ByteArrayOutputStream();
        begun.save(new DataOutputStream(bytes));
        control.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(Outcome.DONE, robot.activate());
    }

    /// The second half of a tick, time, and the first half of the next.
    void step(float[] action) {
        SafeTargets safe = control.command(action, 0, true);
        robot.write(safe);
        plant.worlds().push(0, pushes.tick());
        board.advance(period);
        robot.read(state);
        state.timeNanos(state.timeNanos() - begin); // in training an episode begins at time 0
        control.observe(state, observation, 0);
    }

    /// {@return the readings that its gate let through}
    RobotState accepted() {
        return control.readings();
    }

    /// {@return its estimate of its attitude}
    AttitudeEstimate attitude() {
        return control.attitude();
    }

    boolean stopped() {
        return control.gate().targets().verdict() == Verdict.STOP;
    }

    @Override
    public void close() {
        robot.close();
        plant.close();
    }
}
