package dev.sinew.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.emulator.FakePlant;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.ScriptedFault;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.SafetyGate;
import dev.sinew.hal.safety.Verdict;
import java.util.List;

/// The shipped balancer on emulated chips, through Pi4J, on a stand: its wheels turn with their motors, its IMU shows
/// the last bit's noise. A tick wants the same voltage of both wheels.
final class EmulatedRig implements BusTap, AutoCloseable {
    static final long TICK = 10_000_000;
    private static final int MOTOR_HAT = 0x60;
    private static final int RAMP_TICKS = 20; // longer than the ramp after arming
    private static final double RADIANS_PER_TICK = 0.1; // of a wheel at full duty: 10 rad/s

    final FakePlant plant = new FakePlant();
    final RobotDescription description;
    final EmulatedBoard board;
    final WiredRobot robot;
    final SafetyGate gate;
    final RobotState state;
    int bytesToMotors;
    double volts = 5;
    private final JointTargets wanted;
    private final AttitudeEstimate upright = new AttitudeEstimate();
    private int ticks;

    EmulatedRig() {
        Robots robots = new Robots(ConfigFiles.shipped());
        description = robots.description("balancer");
        Wiring wiring = robots.wiring("balancer");
        board = new EmulatedBoard(description, wiring, plant);
        robot = new WiredRobot(description, wiring, new Pi4jBoard(board, this), board.clock());
        gate = new SafetyGate(description);
        state = new RobotState(description.joints().size());
        wanted = new JointTargets(description.joints().size());
    }

    /// Brings the robot to full authority.
    void arm() {
        robot.configure();
        robot.read(state);
        assertEquals(Outcome.DONE, robot.activate());
        gate.startArmed();
        for (int tick = 0; tick < RAMP_TICKS; tick++) {
            tick();
        }
        assertEquals(Verdict.PASS, tick().verdict());
    }

    /// One control tick, then one period of plant time.
    SafeTargets tick() {
        robot.read(state);
        gate.inspect(state);
        for (int j = 0; j < wanted.size(); j++) {
            wanted.set(j, volts);
        }
        SafeTargets safe = gate.judge(upright, wanted, true);
        robot.write(safe);
        move();
        return safe;
    }

    private void move() {
        ticks++;
        plant.specificForce[2] = 9.80665 + (ticks & 1) * 0.01;
        for (int j = 0; j < wanted.size(); j++) {
            plant.position[j] += plant.supplyOn ? plant.duty[j] * RADIANS_PER_TICK : 0;
        }
        board.advance(TICK);
    }

    /// Strikes from the coming tick on.
    void strike(ScriptedFault fault, long forTicks) {
        board.play(new FaultScript(List.of(new FaultScript.Entry(0, forTicks * TICK, fault))));
    }

    @Override
    public void transfer(
            int channel, int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status) {
        if (address == MOTOR_HAT && outLength > 1) {
            bytesToMotors += outLength;
        }
    }

    @Override
    public void close() {
        robot.close();
    }
}
