package dev.sinew.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.robot.AxisMap;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.Board;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.emulator.FakePlant;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.ScriptedFault;
import dev.sinew.hal.encoder.EncoderReading;
import dev.sinew.hal.encoder.Ls7366r;
import dev.sinew.hal.imu.ImuReading;
import dev.sinew.hal.imu.Mpu6050;
import dev.sinew.hal.motor.MotorHat;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.power.Ina219;
import dev.sinew.hal.power.PowerReading;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each driver against its emulator, through Pi4J: what the plant has comes out within one quantum of the chip.
class DriversOnEmulatorsTest {
    private static final long TICK = 10_000_000;
    private static final double RATE_QUANTUM = Math.toRadians(1 / 32.8);
    private static final double FORCE_QUANTUM = 9.80665 / 8192;
    private static final double HALF = 0.5 + 1e-9; // to the nearest, and a rounding of doubles

    private final FakePlant plant = new FakePlant();
    private final EmulatedBoard emulated = new EmulatedBoard(Balancer.robot(), Balancer.wiring(), plant);
    private final Board board = new Pi4jBoard(emulated, BusTap.NONE);
    private final I2cBus i2c = board.i2c(1, 400_000);
    private final Mpu6050 imu = new Mpu6050(i2c, 0x68, new AxisMap(1, 2, 3), emulated.clock());
    private final MotorHat hat = new MotorHat(i2c, 0x60, 1600, List.of(1, 2), emulated.clock());
    private final Ina219 monitor = new Ina219(i2c, 0x40, 0.1);
    private final Ls7366r right = new Ls7366r(
            board.spi(0, 1, Ls7366r.HERTZ, Ls7366r.MODE), "right_wheel", Balancer.COUNTS, -1, emulated.clock());
    private final ImuReading motion = new ImuReading();
    private final PowerReading power = new PowerReading();
    private final EncoderReading turned = new EncoderReading();

    @AfterEach
    @AfterProperty
    void close() {
        board.close();
    }

    private void play(ScriptedFault fault) {
        emulated.play(new FaultScript(List.of(new FaultScript.Entry(0, Long.MAX_VALUE, fault))));
    }

    @Property(tries = 50)
    void imuReadingsAreThePlantsWithinHalfAQuantum(
            @ForAll @Size(3) List<@DoubleRange(min = -17.4, max = 17.4) Double> rate,
            @ForAll @Size(3) List<@DoubleRange(min = -39, max = 39) Double> force) {
        imu.configure();
        for (int axis = 0; axis < 3; axis++) {
            plant.angularVelocity[axis] = rate.get(axis);
            plant.specificForce[axis] = force.get(axis);
        }
        emulated.advance(TICK);

        assertEquals(BusStatus.OK, imu.read(motion));
        assertTrue(motion.fresh());
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(rate.get(axis), motion.angularVelocity()[axis], HALF * RATE_QUANTUM);
            assertEquals(force.get(axis), motion.specificForce()[axis], HALF * FORCE_QUANTUM);
        }
        assertEquals(25, motion.temperature(), 1 / 340.0);
    }

    @Test
    void anImuThatIsMountedOtherwiseShowsTheSameMotion() {
        AxisMap turned = new AxisMap(-2, 1, 3); // the chip's y axis points backwards, its x axis to the left
        List<Device> devices = Balancer.wiring().devices().stream()
                .map(device -> device instanceof Device.Mpu6050 chip
                        ? new Device.Mpu6050(chip.bus(), chip.address(), turned)
                        : device)
                .toList();
        EmulatedBoard other = new EmulatedBoard(Balancer.robot(), new Wiring("balancer", devices), plant);
        try (Board opened = new Pi4jBoard(other, BusTap.NONE)) {
            Mpu6050 driver = new Mpu6050(opened.i2c(1, 400_000), 0x68, turned, other.clock());
            driver.configure();
            plant.angularVelocity[0] = 1;
            plant.specificForce[1] = -5;
            other.advance(TICK);
            driver.read(motion);

            assertEquals(1, motion.angularVelocity()[0], RATE_QUANTUM);
            assertEquals(0, motion.angularVelocity()[1], RATE_QUANTUM);
            assertEquals(-5, motion.specificForce()[1], FORCE_QUANTUM);
            assertEquals(0, motion.specificForce()[0], FORCE_QUANTUM);
        }
    }

    @Test
    void imuReadingsEndAtTheirRange() {
        imu.configure();
        plant.angularVelocity[0] = 100;
        plant.specificForce[0] = -1000;
        emulated.advance(TICK);
        imu.read(motion);

        assertEquals(32767 * RATE_QUANTUM, motion.angularVelocity()[0], 1e-9);
        assertEquals(-32768 * FORCE_QUANTUM, motion.specificForce()[0], 1e-9);
    }

    @Test
    void aSecondReadingWithoutTimeInBetweenIsNotFresh() {
        imu.configure();
        monitor.configure();
        emulated.advance(TICK);
        imu.read(motion);
        monitor.read(power);
        assertTrue(motion.fresh() && power.fresh());

        imu.read(motion);
        monitor.read(power);
        assertFalse(motion.fresh() || power.fresh());
    }

    @Property(tries = 50)
    void dutiesReachThePlantWithinHalfAStep(
            @ForAll @DoubleRange(min = -1, max = 1) double leftDuty,
            @ForAll @DoubleRange(min = -1, max = 1) double rightDuty) {
        hat.configure();
        hat.duty(1, leftDuty);
        hat.duty(2, rightDuty);

        assertEquals(BusStatus.OK, hat.write());
        assertEquals(leftDuty, plant.duty[0], HALF / 4096);
        assertEquals(-rightDuty, plant.duty[1], HALF / 4096); // that motor is mounted the other way round
        assertFalse(plant.coast[0] || plant.coast[1]);
    }

    @Test
    void releaseLetsTheMotorsCoast() {
        hat.configure();
        hat.duty(1, 1);
        hat.write();
        hat.release();

        assertTrue(plant.coast[0] && plant.coast[1]);
    }

    @Property(tries = 50)
    void supplyReadingsAreThePlantsWithinHalfAQuantum(
            @ForAll @DoubleRange(min = 0, max = 26) double volts,
            @ForAll @DoubleRange(min = -3.2, max = 3.2) double amperes) {
        monitor.configure();
        plant.supplyVoltage = volts;
        plant.supplyCurrent = amperes;
        emulated.advance(TICK);

        assertEquals(BusStatus.OK, monitor.read(power));
        assertTrue(power.fresh());
        assertEquals(volts, power.voltage(), HALF * 4e-3);
        assertEquals(amperes, power.current(), HALF * 1e-4);
    }

    @Test
    void currentEndsAtTheShuntsRange() {
        monitor.configure();
        plant.supplyCurrent = 4;
        emulated.advance(TICK);
        monitor.read(power);

        assertEquals(3.2, power.current(), 1e-12);
    }

    @Property(tries = 50)
    void anglesFollowTheShaftWithinOneCount(@ForAll @Size(20) List<@DoubleRange(min = -3, max = 3) Double> turns) {
        plant.position[1] = 0;
        right.configure();
        right.read(turned);
        double before = 0;
        for (double turn : turns) {
            plant.position[1] += turn;
            emulated.advance(TICK);

            assertEquals(BusStatus.OK, right.read(turned));
            double quantum = 2 * Math.PI / Balancer.COUNTS;
            assertEquals(plant.position[1], turned.position(), 1.000001 * quantum);
            assertEquals((turned.position() - before) / 0.01, turned.velocity(), 1e-6);
            before = turned.position();
        }
    }

    @Test
    void aMissingDeviceIsNamedWhenItIsConfigured() {
        play(new ScriptedFault.Absent("mpu6050"));
        assertEquals(
                "MPU6050 at I2C address 0x68 must answer with OK, was NACK: check wires and AD0",
                assertThrows(BusException.class, imu::configure).getMessage());
        play(new ScriptedFault.Absent("motor_hat"));
        assertEquals(
                "motor HAT at I2C address 0x60 must answer with OK, was NACK: check its seat",
                assertThrows(BusException.class, hat::configure).getMessage());
        play(new ScriptedFault.Absent("ina219"));
        assertEquals(
                "INA219 at I2C address 0x40 must answer with OK, was NACK: check wires and A0, A1",
                assertThrows(BusException.class, monitor::configure).getMessage());
        play(new ScriptedFault.Absent("ls7366r.right_wheel"));
        assertEquals(
                "LS7366R of right_wheel: MDR0 must be 0x03, was 0xFF: check wires and chip select",
                assertThrows(BusException.class, right::configure).getMessage());
    }

    @Test
    void aSupplyDipIsNoticedByEveryDriver() {
        imu.configure();
        hat.configure();
        monitor.configure();
        right.configure();
        emulated.play(new FaultScript(List.of(
                new FaultScript.Entry(0, TICK, new ScriptedFault.PowerLoss("mpu6050")),
                new FaultScript.Entry(0, TICK, new ScriptedFault.PowerLoss("motor_hat")),
                new FaultScript.Entry(0, TICK, new ScriptedFault.PowerLoss("ina219")),
                new FaultScript.Entry(0, TICK, new ScriptedFault.PowerLoss("ls7366r.right_wheel")))));
        emulated.advance(20 * TICK);

        imu.read(motion);
        assertFalse(motion.fresh()); // asleep: no sample will ever be new
        assertEquals(BusStatus.CHECKSUM, hat.verify());
        assertEquals(BusStatus.CHECKSUM, monitor.verify());
        assertEquals(BusStatus.OK, monitor.verify()); // it was written again
        assertEquals(BusStatus.CHECKSUM, right.read(turned));
    }

    @Test
    void nothingIsAllocatedByReadingAndWriting() {
        imu.configure();
        hat.configure();
        monitor.configure();
        right.configure();

        assertEquals(0, AllocatedBytes.during(10_000, () -> {
            emulated.advance(TICK);
            imu.read(motion);
            monitor.read(power);
            right.read(turned);
            hat.duty(1, power.voltage() / 20);
            hat.write();
            hat.verify();
            monitor.verify();
        }));
    }
}
