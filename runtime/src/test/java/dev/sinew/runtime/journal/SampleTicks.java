package dev.sinew.runtime.journal;

import dev.sinew.config.robot.ArmingRule;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.AttitudeSettings;
import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.ImuLimits;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.JointLimits;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.SafetyLimits;
import dev.sinew.config.robot.Stance;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.SafetyGate;
import java.util.List;
import java.util.Optional;

/// Records whose every number is known, for tests of what reads them.
public final class SampleTicks {
    /// Two joints, nine observations, two actions, 128 bytes for the bus.
    public static final TickLayout LAYOUT = new TickLayout(2, 9, 2, 128);
    /// Deadline of tick 0, ns.
    public static final long START = 1_000_000_000L;
    /// Period, ns.
    public static final long PERIOD = 10_000_000L;

    private SampleTicks() {}

    /// {@return a two-wheeled robot of 10 V at 100 Hz}
    public static RobotDescription robot() {
        JointLimits limits = new JointLimits(10, 400, 20);
        return new RobotDescription(
                "two-wheels",
                100,
                List.of(
                        new Joint("left_wheel", CommandMode.VOLTAGE, limits),
                        new Joint("right_wheel", CommandMode.VOLTAGE, limits)),
                Optional.of(new AttitudeSettings(1.0, 4.0, 60.0)),
                new SafetyLimits(
                        StopCategory.CUT,
                        Optional.of(new ImuLimits(StrictMath.toRadians(45), 5, 6.0, 40.0, 3)),
                        3,
                        20,
                        2.0,
                        9.0,
                        1),
                new ArmingRule(new Stance.Upright(StrictMath.toRadians(5), 0.2), 0.5, 0.05));
    }

    /// Fills the record of tick `tick`: times 20, 150, 250 and 400 µs after the deadline, readings that count
    /// upwards, one clock reading, one good and one failed transfer, requests to arm and to reset; in odd ticks the
    /// supervisor has tripped.
    ///
    /// @param record filled
    /// @param tick number
    /// @param mode code
    public static void fill(TickRecord record, long tick, int mode) {
        long due = START + tick * PERIOD;
        VirtualClock clock = new VirtualClock(due + 100_000);
        BusLog bus = new BusLog(clock);
        record.begin(tick, due, due + 20_000, (int) (tick % 3));
        bus.prepared();
        bus.begin(record);
        bus.heard(BusLog.ROBOT, clock).nanos();
        bus.transfer(1, 0x68, new byte[] {0x3B}, 1, new byte[] {1, 2, 3, (byte) tick}, 4, BusStatus.OK);
        bus.transfer(1, 0x60, new byte[] {6, 0, 0x10}, 3, new byte[0], 0, BusStatus.NACK);
        bus.end();
        record.readings(state(tick), due + 150_000);
        record.acted(attitude(), observation(tick), new float[] {0.25f, -0.5f}, true);
        record.asked(5, tick % 2 == 1);
        record.actedAt(due + 250_000, 0);
        record.written(targets(), mode, due + 400_000);
    }

    /// {@return readings in which each number differs}
    static RobotState state(long tick) {
        RobotState state = new RobotState(2);
        state.timeNanos(START + tick * PERIOD);
        for (int i = 0; i < 3; i++) {
            state.angularVelocity()[i] = 0.1 * (i + 1);
            state.specificForce()[i] = 9.0 + 0.1 * i;
        }
        for (int j = 0; j < 2; j++) {
            state.position()[j] = j + 0.5;
            state.velocity()[j] = j - 0.5;
        }
        state.supply(11.1, 0.4);
        state.emergencyStop(true);
        state.faultTicks(1, 2, 3);
        return state;
    }

    private static AttitudeEstimate attitude() {
        AttitudeEstimate attitude = new AttitudeEstimate();
        attitude.gravity()[0] = 0.6;
        attitude.gravity()[2] = -0.8;
        attitude.angularVelocity()[1] = 0.125;
        attitude.calibrated(true);
        return attitude;
    }

    private static float[] observation(long tick) {
        float[] observation = new float[9];
        for (int i = 0; i < observation.length; i++) {
            observation[i] = i + 0.125f;
        }
        observation[8] = tick;
        return observation;
    }

    /// {@return 1 V and −2 V, passed by a real gate}
    private static SafeTargets targets() {
        SafetyGate gate = new SafetyGate(robot());
        gate.startArmed();
        JointTargets wanted = new JointTargets(2);
        wanted.set(0, 1);
        wanted.set(1, -2);
        AttitudeEstimate upright = new AttitudeEstimate();
        SafeTargets safe = gate.targets();
        for (int i = 0; i < 20; i++) { // past the ramp
            RobotState readings = new RobotState(2);
            readings.specificForce()[2] = 9.81 + 0.01 * i;
            readings.position()[0] = 0.1 * i;
            readings.position()[1] = -0.1 * i;
            readings.supply(11.1, 0.4);
            gate.inspect(readings);
            safe = gate.judge(upright, wanted, true);
        }
        return safe;
    }
}
