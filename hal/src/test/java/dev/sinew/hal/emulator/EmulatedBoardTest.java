package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.Balancer;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cPort;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.SpiPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmulatedBoardTest {
    private static final long TICK = 10_000_000;
    private static final byte[] NOTHING = {};

    private final FakePlant plant = new FakePlant();
    private final EmulatedBoard board = new EmulatedBoard(Balancer.robot(), Balancer.wiring(), plant);

    private void play(long fromTick, long untilTick, ScriptedFault fault) {
        board.play(new FaultScript(List.of(new FaultScript.Entry(fromTick * TICK, untilTick * TICK, fault))));
    }

    private static BusStatus probe(I2cPort bus, int address) {
        return bus.transfer(address, new byte[] {0}, 0, 1, new byte[1], 0, 1);
    }

    @Test
    void carriesEveryChipOfTheWiring() {
        I2cPort bus = board.i2c(1, 400_000);

        assertEquals(BusStatus.OK, probe(bus, 0x68));
        assertEquals(BusStatus.OK, probe(bus, 0x40));
        assertEquals(BusStatus.OK, probe(bus, 0x60));
        assertEquals(BusStatus.NACK, probe(bus, 0x41));
        assertEquals(
                List.of(
                        "mpu6050",
                        "ina219",
                        "motor_hat",
                        "ls7366r.left_wheel",
                        "ls7366r.right_wheel",
                        "i2c-1",
                        "spi-0"),
                board.targets());
    }

    @Test
    void refusesWhatIsNotOnTheBoard() {
        assertEquals(
                "I2C bus must be one of [1] on this emulated board, was 3",
                assertThrows(BusException.class, () -> board.i2c(3, 400_000)).getMessage());
        assertEquals(
                "I2C bus 1 must run at 1-400000 Hz for its chips, was 1000000",
                assertThrows(BusException.class, () -> board.i2c(1, 1_000_000)).getMessage());
        assertEquals(
                "SPI mode of the LS7366R must be 0, was 3",
                assertThrows(BusException.class, () -> board.spi(0, 0, 1_000_000, 3))
                        .getMessage());
        assertEquals(
                "GPIO line of the supply enable output is 17 on this emulated board, was 4",
                assertThrows(BusException.class, () -> board.output(4, false)).getMessage());
        assertThrows(BusException.class, () -> board.spi(0, 2, 1_000_000, 0));
        assertThrows(BusException.class, () -> board.pwm(0, 0, 1000));
    }

    @Test
    void theSupplyIsOffUntilItsLineGoesHighAndAfterTheBoardCloses() {
        plant.supplyOn = true;
        try (EmulatedBoard other = new EmulatedBoard(Balancer.robot(), Balancer.wiring(), plant)) {
            assertFalse(plant.supplyOn);
            DigitalOutput line = other.output(17, false);
            assertFalse(plant.supplyOn);
            line.write(true);
            assertTrue(plant.supplyOn);
        }
        assertFalse(plant.supplyOn);
    }

    @Test
    void aLineIsGivenOutOnce() {
        board.output(17, false);

        assertThrows(BusException.class, () -> board.output(17, false));
    }

    @Test
    void theEmergencyStopIsClosedToGround() {
        DigitalInput stop = board.input(27, true);
        assertEquals(DigitalInput.Level.LOW, stop.read());

        play(0, 1, new ScriptedFault.EmergencyStopOpen());
        assertEquals(DigitalInput.Level.HIGH, stop.read());
        play(0, 1, new ScriptedFault.EmergencyStopGone());
        assertEquals(DigitalInput.Level.GONE, stop.read());
        board.advance(TICK);
        assertEquals(DigitalInput.Level.LOW, stop.read());
    }

    @Test
    void aFaultStartsAndEndsAtItsTicks() {
        I2cPort bus = board.i2c(1, 400_000);
        play(2, 4, new ScriptedFault.Absent("mpu6050"));

        StringBuilder seen = new StringBuilder();
        for (int tick = 0; tick < 6; tick++) {
            seen.append(probe(bus, 0x68)).append(' ');
            board.advance(TICK);
        }

        assertEquals("OK OK NACK NACK OK OK ", seen.toString());
    }

    @Test
    void everyKindOfBusFaultShowsAsItsStatus() {
        I2cPort bus = board.i2c(1, 400_000);
        SpiPort spi = board.spi(0, 0, 1_000_000, 0);
        byte[] buffer = {0x70, 0};

        play(0, 1, new ScriptedFault.CutShort("ina219"));
        assertEquals(BusStatus.SHORT, probe(bus, 0x40));
        assertEquals(BusStatus.OK, probe(bus, 0x68));
        play(0, 1, new ScriptedFault.BusGone("i2c-1"));
        assertEquals(BusStatus.GONE, probe(bus, 0x40));
        assertEquals(BusStatus.OK, spi.transfer(buffer, 0, buffer, 0, 2));
        play(0, 1, new ScriptedFault.BusGone("spi-0"));
        assertEquals(BusStatus.GONE, spi.transfer(buffer, 0, buffer, 0, 2));
        play(0, 1, new ScriptedFault.CutShort("ls7366r.left_wheel"));
        assertEquals(BusStatus.SHORT, spi.transfer(buffer, 0, buffer, 0, 2));
    }

    @Test
    void powerLossPutsAChipBackToItsResetValues() {
        I2cPort bus = board.i2c(1, 400_000);
        byte[] calibration = {5, 0x10, 0};
        bus.transfer(0x40, calibration, 0, 3, NOTHING, 0, 0);
        play(0, 1, new ScriptedFault.PowerLoss("ina219"));

        assertEquals(BusStatus.NACK, probe(bus, 0x40));
        board.advance(TICK);
        byte[] in = {1, 1};
        bus.transfer(0x40, calibration, 0, 1, in, 0, 2);
        assertEquals(0, in[0]);
    }

    @Test
    void aHungCallWaitsWithoutBlockingTheSupplyLine() throws Exception {
        I2cPort bus = board.i2c(1, 400_000);
        DigitalOutput line = board.output(17, true);
        play(0, Long.MAX_VALUE / TICK, new ScriptedFault.BusHangs("i2c-1"));
        CompletableFuture<BusStatus> call = new CompletableFuture<>();
        Thread loop = Thread.ofPlatform().start(() -> call.complete(probe(bus, 0x68)));
        while (loop.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertEquals(BusStatus.OK, line.write(false));
        assertFalse(plant.supplyOn);
        assertFalse(call.isDone());

        board.release();
        assertEquals(BusStatus.TIMEOUT, call.get(10, TimeUnit.SECONDS));
        assertEquals(BusStatus.OK, probe(bus, 0x68));
    }

    @Test
    void theHeartbeatLineLeavesTheSupplyAlone() {
        List<Device> devices = new ArrayList<>(Balancer.wiring().devices());
        devices.add(new Device.Heartbeat(22));
        EmulatedBoard fed = new EmulatedBoard(Balancer.robot(), new Wiring("balancer", devices), plant);
        DigitalOutput enable = fed.output(17, false);
        DigitalOutput heartbeat = fed.output(22, false);

        assertEquals(BusStatus.OK, heartbeat.write(true));
        assertFalse(plant.supplyOn);
        enable.write(true);
        heartbeat.write(false);
        assertTrue(plant.supplyOn);
    }

    @Test
    void aHungCallSleepsByItsClockUntilTheScriptEndsIt() {
        I2cPort bus = board.i2c(1, 400_000);
        board.hangBy(board.clock()); // whose sleep moves the plant
        play(1, 4, new ScriptedFault.BusHangs("i2c-1"));
        assertEquals(BusStatus.OK, probe(bus, 0x68));
        board.advance(TICK);

        assertEquals(BusStatus.TIMEOUT, probe(bus, 0x68));
        assertEquals(4 * TICK, plant.nanos());
        assertEquals(BusStatus.OK, probe(bus, 0x68));
    }

    @Test
    void closingEndsAHungCallAndEveryLaterOne() throws Exception {
        I2cPort bus = board.i2c(1, 400_000);
        DigitalOutput line = board.output(17, true);
        play(0, Long.MAX_VALUE / TICK, new ScriptedFault.BusHangs("i2c-1"));
        CompletableFuture<BusStatus> call = new CompletableFuture<>();
        Thread loop = Thread.ofPlatform().start(() -> call.complete(probe(bus, 0x68)));
        while (loop.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        board.close();

        assertEquals(BusStatus.GONE, call.get(10, TimeUnit.SECONDS));
        assertEquals(BusStatus.GONE, line.write(true));
        assertFalse(plant.supplyOn);
    }

    @Test
    void itsClockMovesThePlantInWholeSteps() {
        MonotonicClock clock = board.clock();
        clock.sleepUntil(250_000);

        assertEquals(300_000, plant.nanos());
        assertEquals(300_000, clock.nanos());
        clock.sleepUntil(100_000);
        assertEquals(300_000, clock.nanos());
    }

    @Test
    void refusesAScriptThatNamesWhatIsNotThere() {
        assertEquals(
                "fault script must name a device of [mpu6050, ina219, motor_hat, ls7366r.left_wheel,"
                        + " ls7366r.right_wheel], was 'gyro'",
                assertThrows(IllegalArgumentException.class, () -> play(0, 1, new ScriptedFault.Stale("gyro")))
                        .getMessage());
        assertEquals(
                "fault script must name a bus of [i2c-1, spi-0], was 'i2c-2'",
                assertThrows(IllegalArgumentException.class, () -> play(0, 1, new ScriptedFault.BusGone("i2c-2")))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> play(3, 3, new ScriptedFault.EmergencyStopOpen()));
    }
}
