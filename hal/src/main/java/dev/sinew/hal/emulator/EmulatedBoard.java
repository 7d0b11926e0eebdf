package dev.sinew.hal.emulator;

import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cPort;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A board with the emulated chips of one robot's wiring soldered to it and a [Plant] behind them.
///
/// Time is the plant's and moves only by [#advance], so that a host in lock-step decides it; the chips go by it. Any
/// thread may call: one lock guards the plant, and a hung call waits outside it. A transfer allocates nothing.
public final class EmulatedBoard implements Ports {
    private static final int FASTEST_I2C = 400_000; // MPU6050, the slowest of the chips
    private static final int FASTEST_SPI = 4_000_000; // LS7366R at 3.3 V
    private static final int NOT_WIRED = -1;
    private static final String PWM = "pwm";

    private final Object lock = new Object();
    private final Plant plant;
    private final List<String> joints;
    private final SupplyRail supply;
    private final EmulatedWire emergencyStop = new EmulatedWire();
    private final FaultPlayer faults;
    private final Map<Integer, EmulatedI2cBus> i2cBuses = new HashMap<>();
    private final Map<String, EmulatedWire> wires = new HashMap<>();
    private final Map<String, EmulatedLs7366r> counters = new HashMap<>();
    private final List<EmulatedMotorHat> hats = new ArrayList<>();
    private final List<Bridges> bridges = new ArrayList<>();
    private final Map<Integer, PwmInput> pwmInputs = new HashMap<>();
    private final Set<Integer> claimedLines = new HashSet<>();
    private final Set<Integer> claimedChannels = new HashSet<>();
    private int supplyLine = NOT_WIRED;
    private int heartbeatLine = NOT_WIRED;
    private int emergencyStopLine = NOT_WIRED;
    private long appliedAt = -1;
    private boolean closed;
    private Optional<MonotonicClock> patience = Optional.empty();

    /// Solders the chips.
    ///
    /// @param robot whose joints the wiring names
    /// @param wiring which chips are there
    /// @param plant the physics behind them, its motor supply off from here on; stays the caller's to close
    public EmulatedBoard(RobotDescription robot, Wiring wiring, Plant plant) {
        this.plant = plant;
        joints = robot.joints().stream().map(Joint::name).toList();
        supply = new SupplyRail(plant);
        faults = new FaultPlayer(supply, emergencyStop);
        plant.supplyEnabled(false);
        List<Device> devices = new ArrayList<>(wiring.devices());
        devices.sort(Comparator.comparing(Device.HatMotor.class::isInstance)); // the board before its motors
        devices.forEach(this::solder);
    }

    private void solder(Device device) {
        switch (device) {
            case Device.Mpu6050 imu ->
                solder("mpu6050", imu.bus(), new EmulatedMpu6050(plant, imu.address(), imu.mounting()));
            case Device.Ina219 monitor ->
                solder(
                        "ina219",
                        monitor.bus(),
                        new EmulatedIna219(plant, supply, monitor.address(), monitor.shuntOhms()));
            case Device.MotorHat board -> {
                EmulatedMotorHat hat = new EmulatedMotorHat(plant, supply, board.address());
                hats.add(hat);
                bridges.add(hat);
                solder("motor_hat", board.bus(), hat.chip());
            }
            case Device.HatMotor motor -> {
                if (hats.isEmpty()) {
                    throw new IllegalArgumentException(
                            "wiring must list a motor HAT for the motor of " + motor.joint() + ", was none");
                }
                hats.getLast().attach(motor.terminal(), joint(motor.joint()), motor.sign());
            }
            case Device.Drv8871 bridge -> solder(bridge);
            case Device.Ls7366r counter -> {
                String slot = counter.bus() + "." + counter.chipSelect();
                EmulatedLs7366r chip = new EmulatedLs7366r(
                        plant, joint(counter.joint()), counter.countsPerRevolution(), counter.sign());
                counters.put(slot, chip);
                faults.know("ls7366r." + counter.joint(), chip);
                wire("spi-" + counter.bus());
            }
            case Device.SupplyEnable line -> supplyLine = line.line();
            case Device.Heartbeat line -> heartbeatLine = line.line();
            case Device.EmergencyStop line -> emergencyStopLine = line.line();
        }
    }

    private void solder(Device.Drv8871 bridge) {
        EmulatedDrv8871 chip =
                new EmulatedDrv8871(plant, supply, joint(bridge.joint()), bridge.sign(), bridge.periodNanos());
        bridges.add(chip);
        pwmInputs.put(bridge.in1(), new PwmInput(chip, 0));
        pwmInputs.put(bridge.in2(), new PwmInput(chip, 1));
        faults.know("drv8871." + bridge.joint(), chip);
        wire(PWM);
    }

    private void solder(String name, int bus, I2cChip chip) {
        i2cBuses.computeIfAbsent(bus, number -> new EmulatedI2cBus()).attach(chip);
        wire("i2c-" + bus);
        String unique = name;
        for (int i = 2; faults.names().contains(unique); i++) {
            unique = name + "." + i;
        }
        faults.know(unique, chip);
    }

    private EmulatedWire wire(String bus) {
        return wires.computeIfAbsent(bus, name -> {
            EmulatedWire wire = new EmulatedWire();
            faults.know(name, wire);
            return wire;
        });
    }

    private int joint(String name) {
        int joint = joints.indexOf(name);
        if (joint < 0) {
            throw new IllegalArgumentException("wiring must name a joint of " + joints + ", was '" + name + "'");
        }
        return joint;
    }

    /// {@return the names that a fault script may use: devices, then buses}
    public List<String> targets() {
        return faults.names();
    }

    /// Starts a fault script in place of the one before; its time 0 is now.
    ///
    /// @param script refused when it names what is not on this board
    public void play(FaultScript script) {
        synchronized (lock) {
            faults.play(script, plant.nanos());
            lock.notifyAll();
        }
    }

    /// Lets every hung call return and hangs no further one until the next script.
    public void release() {
        synchronized (lock) {
            faults.releaseHangs();
            appliedAt = -1;
            lock.notifyAll();
        }
    }

    /// Lets time pass for a call that hangs: its thread then sleeps by `clock`, one step of the plant after the
    /// other, in place of waiting until another thread moves the plant. Before the first transfer.
    ///
    /// @param clock whose sleep takes the plant along, so that a script can end the hang
    public void hangBy(MonotonicClock clock) {
        patience = Optional.of(clock);
    }

    /// Moves the plant forward with what the bridges do now.
    ///
    /// @param nanos a positive multiple of the plant's step, ns
    public void advance(long nanos) {
        synchronized (lock) {
            follow();
            for (int i = 0; i < bridges.size(); i++) {
                bridges.get(i).drive();
            }
            plant.advance(nanos);
            follow();
            lock.notifyAll();
        }
    }

    /// {@return the plant's time as a clock: sleeping moves the plant forward}
    public MonotonicClock clock() {
        return new PlantClock(this);
    }

    /// {@return the plant's time, ns}
    long nanos() {
        synchronized (lock) {
            return plant.nanos();
        }
    }

    /// {@return the plant's step, ns}
    long stepNanos() {
        return plant.stepNanos();
    }

    /// Lets the script act, once for each moment.
    private void follow() {
        if (plant.nanos() != appliedAt) {
            appliedAt = plant.nanos();
            faults.apply(appliedAt);
        }
    }

    /// Passes a wire whose call may hang. Called without the lock: the supervisor's line must work while a bus hangs.
    ///
    /// @return OK when the transfer may go on
    private BusStatus enter(EmulatedWire wire) {
        boolean hung = hangs(wire);
        if (hung && patience.isPresent()) {
            sleepThrough(wire, patience.get());
        } else if (hung) {
            waitThrough(wire);
        }
        synchronized (lock) {
            return closed || wire.gone ? BusStatus.GONE : hung ? BusStatus.TIMEOUT : BusStatus.OK;
        }
    }

    private boolean hangs(EmulatedWire wire) {
        synchronized (lock) {
            follow();
            return wire.hangs && !closed;
        }
    }

    private void sleepThrough(EmulatedWire wire, MonotonicClock clock) {
        while (hangs(wire)) {
            clock.sleepUntil(clock.nanos() + stepNanos());
        }
    }

    private void waitThrough(EmulatedWire wire) {
        boolean interrupted = false;
        synchronized (lock) {
            while (hangs(wire)) {
                try {
                    lock.wait();
                } catch (InterruptedException ignored) {
                    interrupted = true; // a hung system call does not end by that either
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public I2cPort i2c(int bus, int hertz) {
        EmulatedI2cBus chips = i2cBuses.get(bus);
        if (chips == null) {
            throw new BusException(
                    "I2C bus must be one of " + i2cBuses.keySet() + " on this emulated board, was " + bus);
        }
        requireRate("I2C bus " + bus, hertz, FASTEST_I2C);
        EmulatedWire wire = wire("i2c-" + bus);
        return (address, out, outOffset, outLength, in, inOffset, inLength) -> {
            BusStatus status = enter(wire);
            synchronized (lock) {
                return status == BusStatus.OK
                        ? chips.transfer(address, out, outOffset, outLength, in, inOffset, inLength)
                        : status;
            }
        };
    }

    @Override
    public SpiPort spi(int bus, int chipSelect, int hertz, int mode) {
        EmulatedLs7366r chip = counters.get(bus + "." + chipSelect);
        if (chip == null) {
            throw new BusException("SPI device must be one of " + counters.keySet() + " on this emulated board, was "
                    + bus + "." + chipSelect);
        }
        requireRate("SPI device " + bus + "." + chipSelect, hertz, FASTEST_SPI);
        if (mode != 0) {
            throw new BusException("SPI mode of the LS7366R must be 0, was " + mode);
        }
        EmulatedWire wire = wire("spi-" + bus);
        return (out, outOffset, in, inOffset, length) -> {
            BusStatus status = enter(wire);
            synchronized (lock) {
                return status == BusStatus.OK ? chip.transfer(out, outOffset, in, inOffset, length) : status;
            }
        };
    }

    private static void requireRate(String what, int hertz, int fastest) {
        if (hertz < 1 || hertz > fastest) {
            throw new BusException(what + " must run at 1-" + fastest + " Hz for its chips, was " + hertz);
        }
    }

    /// The supply enable line, or the heartbeat line, at whose end nothing is emulated.
    @Override
    public DigitalOutput output(int line, boolean high) {
        boolean switches = line != heartbeatLine;
        claim(line, switches ? supplyLine : heartbeatLine, "supply enable output");
        DigitalOutput output = level -> {
            synchronized (lock) {
                if (closed) {
                    return BusStatus.GONE;
                }
                if (switches) {
                    plant.supplyEnabled(level);
                }
                return BusStatus.OK;
            }
        };
        if (output.write(high) != BusStatus.OK) {
            throw new BusException("GPIO line " + line + " must be opened before the board is closed, was closed");
        }
        return output;
    }

    /// A normally-closed contact to ground. Without its pull-up an open line floats; that reads low here, the worst.
    @Override
    public DigitalInput input(int line, boolean pullUp) {
        claim(line, emergencyStopLine, "emergency stop input");
        return () -> {
            synchronized (lock) {
                follow();
                if (closed || emergencyStop.gone) {
                    return DigitalInput.Level.GONE;
                }
                return emergencyStop.open && pullUp ? DigitalInput.Level.HIGH : DigitalInput.Level.LOW;
            }
        };
    }

    private void claim(int line, int wired, String what) {
        if (line != wired) {
            String known = wired == NOT_WIRED ? "not wired at all" : String.valueOf(wired);
            throw new BusException(
                    "GPIO line of the " + what + " is " + known + " on this emulated board, was " + line);
        }
        if (!claimedLines.add(line)) {
            throw new BusException("GPIO line " + line + " must be opened once, was open already");
        }
    }

    @Override
    public PwmOutput pwm(int chip, int channel, long periodNanos) {
        PwmInput input = pwmInputs.get(channel);
        if (chip != HEADER_PWM || input == null) {
            throw new BusException("PWM channel must be one of " + pwmInputs.keySet()
                    + " of the header's chip on this emulated board, was " + chip + "." + channel);
        }
        if (periodNanos != input.bridge().periodNanos()) {
            throw new BusException("PWM period of channel " + channel + " must be "
                    + input.bridge().periodNanos() + " ns as wired, was " + periodNanos);
        }
        if (!claimedChannels.add(channel)) {
            throw new BusException("PWM channel " + channel + " must be opened once, was open already");
        }
        EmulatedWire wire = wire(PWM);
        return duty -> {
            BusStatus status = enter(wire);
            synchronized (lock) {
                return status == BusStatus.OK ? input.bridge().pulse(input.number(), duty) : status;
            }
        };
    }

    /// An input of a bridge.
    private record PwmInput(EmulatedDrv8871 bridge, int number) {}

    /// Ends hung calls, switches the motor supply off and lets every later transfer end with [BusStatus#GONE].
    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                plant.supplyEnabled(false);
                lock.notifyAll();
            }
        }
    }
}
