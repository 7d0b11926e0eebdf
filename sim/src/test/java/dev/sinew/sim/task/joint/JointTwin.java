package dev.sinew.sim.task.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.JointTask;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.sim.plant.JointPlant;
import dev.sinew.sim.plant.MujocoPlants;
import dev.sinew.sim.randomization.JointRandomization;
import dev.sinew.sim.world.JointParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// The episode that a training world has just begun, on emulated chips: the same robot and start, drawn from the same
/// seed; readings through register emulators, Pi4J and drivers, targets back the same way.
final class JointTwin implements AutoCloseable {
    final RobotState state;
    final float[] observation;
    private final JointPlant plant;
    private final EmulatedBoard board;
    private final WiredRobot robot;
    private final ControlStep control;
    private final long period;
    private final long begin;

    /// Is switched on with every joint where its encoder shows 0, is turned to the start, and takes over the control
    /// step of the world that has begun there.
    JointTwin(JointTask task, ConfigFiles files, long seed, ControlStep begun) throws IOException {
        RobotDescription description = task.contract().robot();
        period = description.periodNanos();
        int joints = description.joints().size();
        double[] positions = new double[joints];
        double[] velocities = new double[joints];
        RandomStream random = new RandomStream(seed);
        JointRandomization randomization = new JointRandomization(task);
        randomization.start(random.split("start"), positions, velocities);
        JointParameters parameters = randomization.parameters(random.split("parameters"));
        double[] zeros = parameters.joints().stream()
                .mapToDouble(JointParameters.OneJoint::zero)
                .toArray();
        plant = new MujocoPlants().open(files, description.name(), parameters, zeros);
        Wiring wiring = new Robots(files).wiring(description.name());
        board = new EmulatedBoard(description, wiring, plant);
        robot = new WiredRobot(description, wiring, new Pi4jBoard(board, BusTap.NONE), board.clock());
        state = new RobotState(joints);
        observation = new float[task.contract().observationSize()];
        control = new ControlStep(description, task.contract());
        robot.configure();
        robot.read(state);
        plant.worlds().start(0, parameters, positions, velocities);
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
