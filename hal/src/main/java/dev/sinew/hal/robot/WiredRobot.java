package dev.sinew.hal.robot;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.Board;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.encoder.EncoderReading;
import dev.sinew.hal.encoder.Ls7366r;
import dev.sinew.hal.imu.ImuReading;
import dev.sinew.hal.imu.Mpu6050;
import dev.sinew.hal.power.PowerReading;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafeTargets;
import java.util.Optional;

/// A robot made of the drivers that its wiring names.
///
/// A tick reads the emergency stop, power monitor (3 transfers), encoders (2 each) and the IMU (1) if there is one,
/// looks at the settings of the motors' devices or of the power monitor in turn (1 where they have any), and writes all
/// motors. A motor's duty is its target
/// voltage over the supply's last good reading. The supply line is low in every state but active, but for stops that
/// need it (RELAX, DAMP, HOLD), and needs no bus to go low.
public final class WiredRobot implements Robot {
    private static final double LOWEST_SUPPLY = 2.5; // V; below it the bridges are open, and a quotient means nothing

    private final RobotDescription description;
    private final Board board;
    private final MonotonicClock clock;
    private final WiredDevices devices;
    private final boolean[] keepsZero;
    private final ImuReading motion = new ImuReading();
    private final PowerReading power = new PowerReading();
    private final EncoderReading angle = new EncoderReading();
    private volatile Lifecycle lifecycle = Lifecycle.UNCONFIGURED;
    private boolean stagesTurn;
    private boolean busFailed;
    private boolean writeFailed;
    private boolean settingsLost;
    private boolean stopIncomplete;
    private double supplyVoltage;
    private int imuFaultTicks;
    private int encoderFaultTicks;
    private int supplyFaultTicks;
    private int actuatorFaultTicks;
    private int busFaultTicks;

    /// Opens every bus and line, the supply off; talks to no device yet.
    ///
    /// @param description what the robot is
    /// @param wiring where its devices are
    /// @param board opens the buses; closed with this robot
    /// @param clock stamps readings; on an emulated board that board's own
    /// @throws dev.sinew.hal.bus.BusException when a bus or a line is missing
    public WiredRobot(RobotDescription description, Wiring wiring, Board board, MonotonicClock clock) {
        this.description = description;
        this.board = board;
        this.clock = clock;
        devices = new WiredDevices(description, wiring, board, clock);
        keepsZero = new boolean[description.joints().size()];
        for (int j = 0; j < keepsZero.length; j++) {
            keepsZero[j] = description.keepsZero(j);
        }
    }

    @Override
    public RobotDescription description() {
        return description;
    }

    @Override
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /// {@return a handle on the supply line for the supervisor's thread}
    public DigitalOutput supervisorLine() {
        return devices.supervisorLine;
    }

    /// {@return the line that the supervisor's thread keeps turning over; empty when none is wired}
    public Optional<DigitalOutput> heartbeatLine() {
        return devices.heartbeatLine;
    }

    @Override
    public void configure() {
        require(lifecycle == Lifecycle.UNCONFIGURED, "configured when unconfigured");
        devices.imu.ifPresent(Mpu6050::configure);
        devices.power.configure();
        for (PowerStage stage : devices.stages) {
            stage.configure();
        }
        for (Ls7366r encoder : devices.encoders) {
            encoder.configure();
        }
        lifecycle = Lifecycle.INACTIVE;
    }

    @Override
    public boolean reset() {
        require(lifecycle == Lifecycle.FAULT, "reset from a fault");
        boolean lost = false;
        if (devices.imu.isPresent() && devices.imu.get().verify() != BusStatus.OK) {
            devices.imu.get().configure();
            lost = true;
        }
        if (devices.power.verify() != BusStatus.OK) {
            devices.power.configure();
            lost = true;
        }
        for (PowerStage stage : devices.stages) {
            if (stage.verify() != BusStatus.OK || stage.release() != BusStatus.OK) {
                stage.configure();
                lost = true;
            }
        }
        for (Ls7366r encoder : devices.encoders) {
            if (encoder.verify() != BusStatus.OK) {
                encoder.configure();
                lost = true;
            }
        }
        writeFailed = false;
        settingsLost = false;
        imuFaultTicks = 0;
        encoderFaultTicks = 0;
        supplyFaultTicks = 0;
        lifecycle = Lifecycle.INACTIVE;
        return lost;
    }

    private void require(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException("robot may only be " + what + ", was " + lifecycle);
        }
    }

    @Override
    public void read(RobotState state) {
        require(lifecycle != Lifecycle.UNCONFIGURED, "read once configured");
        busFailed = false;
        state.timeNanos(clock.nanos());
        state.emergencyStop(devices.emergencyStop.open());
        boolean supplyFresh = readSupply(state);
        boolean calibrated = settingsStand();
        supplyFaultTicks = next(supplyFaultTicks, supplyFresh && calibrated);
        encoderFaultTicks = next(encoderFaultTicks, readEncoders(state));
        imuFaultTicks = next(imuFaultTicks, readImu(state)); // last: freshest when the policy sees it
        actuatorFaultTicks = next(actuatorFaultTicks, !writeFailed && !settingsLost);
        busFaultTicks = next(busFaultTicks, !busFailed);
        state.faultTicks(imuFaultTicks, encoderFaultTicks, supplyFaultTicks);
        state.linkFaultTicks(actuatorFaultTicks, busFaultTicks);
    }

    private static int next(int ticks, boolean good) {
        return good ? 0 : Math.min(ticks, Integer.MAX_VALUE - 1) + 1;
    }

    private boolean good(BusStatus status) {
        busFailed |= status == BusStatus.GONE || status == BusStatus.TIMEOUT;
        return status == BusStatus.OK;
    }

    private boolean readSupply(RobotState state) {
        if (!good(devices.power.read(power))) {
            return false;
        }
        supplyVoltage = power.voltage();
        state.supply(supplyVoltage, power.current());
        return power.fresh();
    }

    /// Looks at one device a tick: the two whose loss of settings no reading shows.
    ///
    /// @return whether the power monitor kept its calibration, as far as is known
    private boolean settingsStand() {
        stagesTurn = !stagesTurn;
        if (!stagesTurn) {
            BusStatus status = devices.power.verify();
            return good(status) || status != BusStatus.CHECKSUM;
        }
        BusStatus status = stagesVerified();
        if (good(status) || status == BusStatus.CHECKSUM) {
            settingsLost = status == BusStatus.CHECKSUM;
        }
        return true;
    }

    /// {@return how the first look failed, OK when none did; the last ones are still taken}
    private BusStatus stagesVerified() {
        BusStatus first = BusStatus.OK;
        for (PowerStage stage : devices.stages) {
            BusStatus status = stage.verify();
            first = first == BusStatus.OK ? status : first;
        }
        return first;
    }

    /// Reads the joints. Those that count from the activation stay zero while inactive: the policy's first tick, whose
    /// readings come before the robot is activated in it, begins at zero as each simulated episode does.
    private boolean readEncoders(RobotState state) {
        boolean idle = lifecycle == Lifecycle.INACTIVE;
        boolean all = true;
        for (int j = 0; j < devices.encoders.length; j++) {
            if (good(devices.encoders[j].read(angle))) {
                boolean zero = idle && !keepsZero[j];
                if (zero) {
                    devices.encoders[j].zero();
                }
                state.position()[j] = zero ? 0 : angle.position();
                state.velocity()[j] = angle.velocity();
            } else {
                all = false;
            }
        }
        return all;
    }

    private boolean readImu(RobotState state) {
        if (devices.imu.isEmpty()) {
            return true;
        }
        if (!good(devices.imu.get().read(motion))) {
            return false;
        }
        System.arraycopy(motion.angularVelocity(), 0, state.angularVelocity(), 0, 3);
        System.arraycopy(motion.specificForce(), 0, state.specificForce(), 0, 3);
        return motion.fresh();
    }

    @Override
    public Outcome activate() {
        if (lifecycle != Lifecycle.INACTIVE || devices.emergencyStop.open()) {
            return Outcome.REFUSED;
        }
        boolean ready = stagesVerified() == BusStatus.OK && brake() && devices.supply.on() == BusStatus.OK;
        if (!ready) {
            devices.supply.off();
            return Outcome.FAILED;
        }
        writeFailed = false;
        lifecycle = Lifecycle.ACTIVE;
        return Outcome.DONE;
    }

    @Override
    public Outcome write(SafeTargets targets) {
        return switch (targets.verdict()) {
            case PASS, LIMITED, HOLD -> drive(targets);
            case STOP -> halt(targets.fault());
        };
    }

    private Outcome drive(SafeTargets targets) {
        if (lifecycle != Lifecycle.ACTIVE) {
            return Outcome.REFUSED;
        }
        for (int j = 0; j < targets.size(); j++) {
            stage(j, supplyVoltage > LOWEST_SUPPLY ? targets.get(j) / supplyVoltage : 0);
        }
        writeFailed = !writeStages();
        return writeFailed ? Outcome.FAILED : Outcome.DONE;
    }

    private Outcome halt(Fault fault) {
        if (stopIncomplete) {
            return rest(StopCategory.CUT);
        }
        if (fault == Fault.NONE) {
            return deactivate();
        }
        return lifecycle == Lifecycle.FAULT
                ? Outcome.REFUSED
                : stop(description.safety().stop());
    }

    @Override
    public Outcome deactivate() {
        if (lifecycle != Lifecycle.ACTIVE) {
            return Outcome.REFUSED;
        }
        lifecycle = Lifecycle.INACTIVE;
        writeFailed = false;
        return rest(description.safety().stop());
    }

    @Override
    public Outcome stop(StopCategory category) {
        lifecycle = Lifecycle.FAULT;
        writeFailed = false;
        return rest(category);
    }

    private Outcome rest(StopCategory category) {
        boolean reached =
                switch (category) {
                    case CUT -> cut();
                    case RELAX -> release() || cut();
                    // a motor driven by voltage has no position to hold: its brake is the nearest
                    case DAMP, HOLD -> brake() || cut();
                };
        stopIncomplete = !reached;
        return reached ? Outcome.DONE : Outcome.FAILED;
    }

    /// Takes the supply away first, then tells the motors to coast, which may fail on a bus that is gone.
    private boolean cut() {
        boolean off = devices.supply.off() == BusStatus.OK;
        release();
        return off;
    }

    private boolean release() {
        boolean all = true;
        for (PowerStage stage : devices.stages) {
            all &= stage.release() == BusStatus.OK;
        }
        return all;
    }

    private void stage(int joint, double duty) {
        for (PowerStage stage : devices.stages) {
            stage.duty(joint, duty);
        }
    }

    private boolean writeStages() {
        boolean all = true;
        for (PowerStage stage : devices.stages) {
            all &= stage.write() == BusStatus.OK;
        }
        return all;
    }

    private boolean brake() {
        for (int j = 0; j < keepsZero.length; j++) {
            stage(j, 0);
        }
        return writeStages();
    }

    @Override
    public void close() {
        if (lifecycle != Lifecycle.UNCONFIGURED) {
            cut();
        }
        board.close();
    }
}
