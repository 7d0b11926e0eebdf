package dev.sinew.hal.pi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiBus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Pi4jBoardTest {
    private static final int FAST_MODE = 400_000;

    private final RegisterPorts ports = new RegisterPorts();
    private final List<String> tapped = new ArrayList<>();
    private final Pi4jBoard board = new Pi4jBoard(ports, new WritingTap());

    @AfterEach
    void closeBoard() {
        if (!ports.closed) {
            board.close();
        }
    }

    @Test
    void writesAndReadsRegistersOfAnI2cDevice() {
        I2cBus bus = board.i2c(1, FAST_MODE);
        byte[] in = new byte[4];

        BusStatus wrote = bus.write(RegisterPorts.ADDRESS, new byte[] {0x19, 7, 9, 99}, 3);
        BusStatus read = bus.writeRead(RegisterPorts.ADDRESS, new byte[] {0x19}, 1, in, 2);

        assertEquals(BusStatus.OK, wrote);
        assertEquals(BusStatus.OK, read);
        assertArrayEquals(new byte[] {7, 9, 0, 0}, in);
    }

    @ParameterizedTest
    @EnumSource(BusStatus.class)
    void carriesEachStatusThroughPi4j(BusStatus ending) {
        I2cBus i2c = board.i2c(1, FAST_MODE);
        SpiBus spi = board.spi(0, 1, 1_000_000, 0);
        DigitalOutput output = board.output(17, false);
        PwmOutput pwm = board.pwm(0, 1, 50_000);
        ports.ending = ending;

        assertEquals(ending, i2c.write(RegisterPorts.ADDRESS, new byte[2], 2));
        assertEquals(ending, i2c.writeRead(RegisterPorts.ADDRESS, new byte[1], 1, new byte[6], 6));
        assertEquals(ending, spi.transfer(new byte[5], new byte[5], 5));
        assertEquals(ending, output.write(true));
        assertEquals(ending, pwm.duty(1_000));
        assertEquals(2, i2c.counters().ended(ending));
        assertEquals(ending == BusStatus.OK ? 2 + 7 : 0, i2c.counters().bytes());
        assertEquals(1, spi.counters().ended(ending));
        ports.ending = BusStatus.OK;
    }

    @Test
    void saysNackForAnAddressWhereNoDeviceIs() {
        assertEquals(BusStatus.NACK, board.i2c(1, FAST_MODE).write(0x60, new byte[] {0}, 1));
    }

    @Test
    void opensOneBusForAllItsDevices() {
        I2cBus bus = board.i2c(1, FAST_MODE);
        bus.write(RegisterPorts.ADDRESS, new byte[1], 1);
        bus.write(0x60, new byte[1], 1);

        assertSame(bus, board.i2c(1, FAST_MODE));
        assertEquals(List.of("i2c 1 400000"), ports.opened);
    }

    @Test
    void refusesTwoClocksOnOneBus() {
        board.i2c(1, FAST_MODE);

        assertEquals(
                "I2C bus 1 runs at one clock, 400000 Hz, was asked for 100000 Hz",
                assertThrows(BusException.class, () -> board.i2c(1, 100_000)).getMessage());
    }

    @Test
    void transfersFullDuplexOverSpi() {
        SpiBus spi = board.spi(0, 1, 4_000_000, 0);
        byte[] frame = {0x60, 1, 2, 3, 4};

        BusStatus status = spi.transfer(frame, frame, 5);

        assertEquals(BusStatus.OK, status);
        assertArrayEquals(new byte[] {~0x60, ~1, ~2, ~3, ~4}, frame);
        assertEquals(10, spi.counters().bytes());
        assertEquals(List.of("spi 0.1 4000000 0"), ports.opened);
    }

    @Test
    void refusesASpiBusOrModeThatDoesNotExist() {
        assertEquals(
                "SPI bus must be 0-6 and its mode 0-3, were 0 and 4",
                assertThrows(BusException.class, () -> board.spi(0, 0, 1_000_000, 4))
                        .getMessage());
    }

    @Test
    void opensAnOutputAtItsFirstLevelAndWritesEachTime() {
        DigitalOutput enable = board.output(17, false);
        int afterOpening = ports.outputWrites;

        enable.write(false);
        enable.write(false);
        boolean repeated = ports.outputWrites == afterOpening + 2;
        enable.write(true);

        assertTrue(repeated, "a write that repeats the level must reach the line");
        assertTrue(ports.levels[17]);
        assertEquals("output 17 false", ports.opened.getFirst());
    }

    @Test
    void givesTheSupervisorItsOwnHandleOnTheSameLine() {
        DigitalOutput enable = board.output(17, true);
        DigitalOutput supervisor = board.supervisorOutput(17);
        tapped.clear();

        assertEquals(BusStatus.OK, supervisor.write(false));

        assertFalse(ports.levels[17]);
        assertEquals(List.of(), tapped, "the tap belongs to the bus's thread");
        enable.write(true);
        assertTrue(ports.levels[17]);
    }

    @Test
    void letsTheSupervisorCutWhileABusCallHangs() throws InterruptedException {
        I2cBus i2c = board.i2c(1, FAST_MODE);
        board.output(17, true);
        DigitalOutput supervisor = board.supervisorOutput(17);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ports.duringTransfer = () -> {
            hanging.countDown();
            awaitQuietly(release);
        };
        Thread loop = new Thread(() -> i2c.write(RegisterPorts.ADDRESS, new byte[1], 1));
        loop.start();
        hanging.await();

        BusStatus cut = supervisor.write(false);
        boolean stillHanging = loop.isAlive();
        release.countDown();
        loop.join();

        assertEquals(BusStatus.OK, cut);
        assertTrue(stillHanging);
        assertFalse(ports.levels[17]);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesNoThreadBehind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Pi4jBoard another = new Pi4jBoard(new RegisterPorts(), BusTap.NONE);
        another.i2c(1, FAST_MODE).write(RegisterPorts.ADDRESS, new byte[1], 1);
        another.output(17, false);

        another.close();

        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread -> !thread.getName().toLowerCase(Locale.ROOT).contains("pi4j"));
        assertEquals(Set.of(), left);
    }

    @Test
    void refusesASupervisorOnALineThatIsNotOpen() {
        assertEquals(
                "output line 17 must be open before its supervisor's handle, open are []",
                assertThrows(BusException.class, () -> board.supervisorOutput(17))
                        .getMessage());
    }

    @Test
    void readsAnInputAndSaysWhenItIsGone() {
        DigitalInput stop = board.input(27, true);

        assertEquals(DigitalInput.Level.HIGH, stop.read());
        ports.levels[27] = false;
        assertEquals(DigitalInput.Level.LOW, stop.read());
        ports.ending = BusStatus.GONE;
        assertEquals(DigitalInput.Level.GONE, stop.read());
        ports.ending = BusStatus.OK;
    }

    @Test
    void drivesPwmInNanosecondsFromZero() {
        PwmOutput pwm = board.pwm(2, 1, 62_500);

        long atFirst = ports.duty; // untouched by Pi4J, whose own start would be half power
        pwm.duty(12_345);

        assertEquals(-1, atFirst);
        assertEquals(12_345, ports.duty);
        assertEquals(List.of("pwm 2.1 62500"), ports.opened);
    }

    @Test
    void refusesALineThatIsAlreadyOpen() {
        board.output(17, false);

        assertEquals(
                "gpio-17 is already open: two devices of the wiring claim it",
                assertThrows(BusException.class, () -> board.input(17, true)).getMessage());
    }

    @Test
    void numbersChannelsInTheOrderOfOpeningAndTapsTheirBytes() {
        I2cBus i2c = board.i2c(1, FAST_MODE);
        SpiBus spi = board.spi(0, 0, 1_000_000, 0);
        DigitalOutput output = board.output(17, false);
        DigitalInput input = board.input(27, true);
        PwmOutput pwm = board.pwm(0, 1, 1_000_000);
        tapped.clear();

        i2c.writeRead(RegisterPorts.ADDRESS, new byte[] {0x3B, 5}, 1, new byte[9], 2);
        i2c.write(0x60, new byte[] {6}, 1);
        spi.transfer(new byte[] {0x60, 0}, new byte[2], 2);
        output.write(true);
        input.read();
        pwm.duty(0x0102);

        assertEquals(List.of("i2c-1", "spi-0.0", "gpio-17", "gpio-27", "pwm-0.1"), board.channels());
        assertEquals(
                List.of(
                        "0 68 3b -> 0000 OK",
                        "0 60 06 ->  NACK",
                        "1 0 6000 -> 9fff OK",
                        "2 0 01 ->  OK",
                        "3 0  -> 01 OK",
                        "4 0 00000000000f42400000000000000102 ->  OK"),
                tapped);
    }

    @Test
    void drivesOutputsLowAndAnswersGoneOnceClosed() {
        I2cBus i2c = board.i2c(1, FAST_MODE);
        i2c.write(RegisterPorts.ADDRESS, new byte[1], 1);
        SpiBus spi = board.spi(0, 0, 1_000_000, 0);
        PwmOutput pwm = board.pwm(0, 1, 1_000_000);
        board.output(17, true);
        pwm.duty(500);

        board.close();

        assertFalse(ports.levels[17]);
        assertEquals(0, ports.duty);
        assertTrue(ports.closed);
        assertEquals(BusStatus.GONE, i2c.write(RegisterPorts.ADDRESS, new byte[1], 1));
        assertEquals(BusStatus.GONE, spi.transfer(new byte[1], new byte[1], 1));
        assertEquals(BusStatus.GONE, pwm.duty(500));
    }

    @Test
    void refusesMoreBytesThanABufferHolds() {
        I2cBus i2c = board.i2c(1, FAST_MODE);

        assertThrows(
                IndexOutOfBoundsException.class,
                () -> i2c.writeRead(RegisterPorts.ADDRESS, new byte[1], 1, new byte[2], 3));
    }

    /// Writes each transfer down in hex.
    private final class WritingTap implements BusTap {
        @Override
        public void transfer(
                int channel, int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status) {
            HexFormat hex = HexFormat.of();
            tapped.add(channel + " " + Integer.toHexString(address) + " " + hex.formatHex(Arrays.copyOf(out, outLength))
                    + " -> " + hex.formatHex(Arrays.copyOf(in, inLength)) + " " + status);
        }
    }
}
