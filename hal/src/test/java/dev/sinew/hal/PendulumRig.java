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
import java.util.HexFormat;
import java.util.List;

/// The shipped rotary pendulum on emulated chips, through Pi4J: its arm turns with its motor, its pendulum hangs. A
/// tick wants the same voltage of the arm.
final class PendulumRig implements BusTap, AutoCloseable {
    static final long TICK = 10_000_000;
    static final int ARM = 0;
    static final int PENDULUM = 1;
    private static final int RAMP_TICKS = 10;
    private static final double RADIANS_PER_TICK = 0.05; // of the arm at full duty: 5 rad/s

    final FakePlant plant = new FakePlant();
    final EmulatedBoard board;
    final WiredRobot robot;
    final SafetyGate gate;
    final RobotState state = new RobotState(2);
    String lastPulse = "";
    int pulses;
    double volts = 5;
    private final Pi4jBoard pi4j;
    private final JointTargets wanted = new JointTargets(2);
    private final AttitudeEstimate fixed = new AttitudeEstimate();
    private boolean watching;

    PendulumRig() {
        Robots robots = new Robots(ConfigFiles.shipped());
        RobotDescription description = robots.description("furuta");
        Wiring wiring = robots.wiring("furuta");
        board = new EmulatedBoard(description, wiring, plant);
        pi4j = new Pi4jBoard(board, this);
        robot = new WiredRobot(description, wiring, pi4j, board.clock());
        gate = new SafetyGate(description);
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
        wanted.set(ARM, volts);
        SafeTargets safe = gate.judge(fixed, wanted, true);
        robot.write(safe);
        plant.position[ARM] += plant.supplyOn ? plant.duty[ARM] * RADIANS_PER_TICK : 0;
        board.advance(TICK);
        return safe;
    }

    /// Strikes from the coming tick on.
    void strike(ScriptedFault fault, long forTicks) {
        board.play(new FaultScript(List.of(new FaultScript.Entry(0, forTicks * TICK, fault))));
    }

    /// Keeps the bytes of PWM channels from now on.
    void watch() {
        watching = true;
    }

    @Override
    public void transfer(
            int channel, int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status) {
        if (watching && pi4j.channels().get(channel).startsWith("pwm-")) {
            pulses++;
            lastPulse = pi4j.channels().get(channel) + " "
                    + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(out, 0, outLength);
        }
    }

    @Override
    public void close() {
        robot.close();
    }
}
