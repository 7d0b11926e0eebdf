package dev.sinew.hal.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.Board;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.SpiBus;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.pi4j.Pi4jBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a byte on a Raspberry Pi, from a driver's bus through Pi4J down to the requests of the kernel.
class LinuxBoardThroughPi4jTest {
    @TempDir
    private Path root;

    @Test
    void bytesReachTheKernelAndComeBack() throws IOException {
        FakeKernel kernel = new FakeKernel(root);
        FakeI2cAdapter adapter = new FakeI2cAdapter();
        FakeGpioChip header = new FakeGpioChip(kernel, "pinctrl-bcm2711");
        kernel.files.put("dev/i2c-1", adapter);
        kernel.files.put("dev/spidev0.0", new FakeSpiDevice());
        kernel.files.put("dev/gpiochip0", header);
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev/gpiochip0"));
        Board board = new Pi4jBoard(new LinuxBoard(kernel, root, new VirtualClock()), BusTap.NONE);
        I2cBus i2c = board.i2c(1, 400_000);
        SpiBus spi = board.spi(0, 0, 1_000_000, 0);
        DigitalOutput enable = board.output(17, false);
        byte[] in = new byte[2];

        BusStatus read = i2c.writeRead(FakeI2cAdapter.CHIP, new byte[] {0x3B}, 1, in, 2);
        BusStatus nack = i2c.write(0x60, new byte[] {0}, 1);
        BusStatus shifted = spi.transfer(new byte[] {0x60}, new byte[1], 1);
        enable.write(true);
        boolean powered = header.level(17);
        board.close();

        assertEquals(BusStatus.OK, read);
        assertArrayEquals(new byte[] {(byte) 0xA0, (byte) 0xA1}, in);
        assertEquals(List.of("W3b", "R2"), adapter.wire);
        assertEquals(BusStatus.NACK, nack);
        assertEquals(BusStatus.OK, shifted);
        assertTrue(powered);
        assertFalse(header.level(17));
        assertEquals(0, kernel.openDescriptors());
    }

    @Test
    void aMissingNodeReachesTheCallerInItsOwnWords() {
        Board board = new Pi4jBoard(new LinuxBoard(new FakeKernel(root), root, new VirtualClock()), BusTap.NONE);

        String i2c = String.valueOf(
                assertThrows(BusException.class, () -> board.i2c(1, 400_000)).getMessage());
        String spi = String.valueOf(assertThrows(BusException.class, () -> board.spi(0, 0, 1_000_000, 0))
                .getMessage());

        assertTrue(i2c.startsWith("cannot open " + root + "/dev/i2c-1: ENOENT"), i2c);
        assertTrue(spi.startsWith("cannot open " + root + "/dev/spidev0.0: ENOENT"), spi);
        board.close();
    }

    @Test
    void theWholeWayAllocatesNothing() {
        FakeKernel kernel = new FakeKernel(root);
        kernel.files.put("dev/i2c-1", new FakeI2cAdapter());
        Board board = new Pi4jBoard(new LinuxBoard(kernel, root, new VirtualClock()), BusTap.NONE);
        I2cBus bus = board.i2c(1, 400_000);
        byte[] out = {0x3B};
        byte[] in = new byte[14];
        kernel.answerEveryRequestWith(2);

        long bytes = AllocatedBytes.during(10_000, () -> bus.writeRead(FakeI2cAdapter.CHIP, out, 1, in, 14));

        assertEquals(0, bytes);
        board.close();
    }
}
