package dev.sinew.hal.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxI2cTest {
    private static final byte[] NOTHING = {};

    @TempDir
    private Path root;

    private FakeKernel kernel = new FakeKernel(Path.of("/"));
    private final FakeI2cAdapter adapter = new FakeI2cAdapter();

    @BeforeEach
    void plugIn() {
        kernel = new FakeKernel(root);
        kernel.files.put("dev/i2c-1", adapter);
    }

    private LinuxI2c open() {
        return new LinuxI2c(kernel, root, 1, 400_000);
    }

    @Test
    void sendsWriteAndReadAsTwoMessagesOfOneRequest() {
        byte[] in = new byte[5];

        BusStatus status = open().transfer(FakeI2cAdapter.CHIP, new byte[] {9, 0x3B, 9}, 1, 1, in, 2, 3);

        assertEquals(BusStatus.OK, status);
        assertEquals(List.of("W3b", "R3"), adapter.wire);
        assertArrayEquals(new byte[] {0, 0, (byte) 0xA0, (byte) 0xA1, (byte) 0xA2}, in);
    }

    @Test
    void sendsAWriteAloneAndAReadAlone() {
        LinuxI2c bus = open();

        bus.transfer(FakeI2cAdapter.CHIP, new byte[] {0x6B, 1}, 0, 2, NOTHING, 0, 0);
        bus.transfer(FakeI2cAdapter.CHIP, NOTHING, 0, 0, new byte[2], 0, 2);
        bus.transfer(FakeI2cAdapter.CHIP, NOTHING, 0, 0, NOTHING, 0, 0);

        assertEquals(List.of("W6b01", "R2", "W"), adapter.wire);
    }

    @Test
    void sendsTheLongestTransferAndRefusesALongerOne() {
        LinuxI2c bus = open();
        byte[] most = new byte[LinuxI2c.MOST_BYTES];

        assertEquals(BusStatus.OK, bus.transfer(FakeI2cAdapter.CHIP, most, 0, most.length, most, 0, most.length));
        assertEquals(
                "an I2C transfer must be at most 128 bytes each way, was 129 and 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> bus.transfer(FakeI2cAdapter.CHIP, new byte[129], 0, 129, NOTHING, 0, 0))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "6, NACK",
        "121, NACK",
        "110, TIMEOUT",
        "11, TIMEOUT",
        "16, TIMEOUT",
        "4, TIMEOUT",
        "74, CHECKSUM",
        "71, CHECKSUM",
        "5, GONE",
        "19, GONE",
        "108, GONE",
        "9, GONE",
        "95, GONE",
        "9999, GONE"
    })
    void mapsEachErrorNumberToAStatus(int errno, BusStatus expected) {
        LinuxI2c bus = open();
        byte[] in = new byte[1];
        adapter.ending = -errno;

        assertEquals(expected, bus.transfer(FakeI2cAdapter.CHIP, new byte[1], 0, 1, in, 0, 1));
        assertEquals(0, in[0], "filled only when the status is OK");
    }

    @Test
    void saysNackForAnAddressWithoutAChip() {
        assertEquals(BusStatus.NACK, open().transfer(0x60, new byte[1], 0, 1, NOTHING, 0, 0));
    }

    @Test
    void saysShortWhenTheKernelStopsBetweenTheMessages() {
        LinuxI2c bus = open();
        byte[] in = new byte[2];
        adapter.ending = 1;

        assertEquals(BusStatus.SHORT, bus.transfer(FakeI2cAdapter.CHIP, new byte[1], 0, 1, in, 0, 2));
        assertArrayEquals(new byte[2], in);
    }

    @Test
    void saysGoneOnceClosed() {
        LinuxI2c bus = open();

        bus.close();

        assertEquals(BusStatus.GONE, bus.transfer(FakeI2cAdapter.CHIP, new byte[1], 0, 1, NOTHING, 0, 0));
        assertEquals(0, kernel.openDescriptors());
    }

    @Test
    void letsATransferHangForOneTickAtMost() {
        open();

        // 2 ms + 2 · 128 bytes · 9 clocks / 400 kHz = 7.8 ms, in steps of 10 ms
        assertEquals(1, adapter.timeoutTens);
    }

    @Test
    void refusesAnAdapterWithoutPlainTransfers() {
        adapter.functions = 0x0EFF0008;

        assertEquals(
                root + "/dev/i2c-1 must be an adapter with plain I2C transfers (functions bit 0), was 0xeff0008",
                assertThrows(BusException.class, this::open).getMessage());
        assertEquals(0, kernel.openDescriptors());
    }

    @Test
    void namesTheMissingNodeAndWhatToType() {
        kernel.files.clear();

        assertEquals(
                "cannot open " + root + "/dev/i2c-1: ENOENT (no such file or directory): I2C 1 is off: type"
                        + " `sudo raspi-config nonint do_i2c 0` and reboot",
                assertThrows(BusException.class, this::open).getMessage());
    }

    @Test
    void namesTheGroupThatTheUserLacks() {
        kernel.refusals.put("dev/i2c-1", Errno.EACCES);

        assertEquals(
                "cannot open " + root
                        + "/dev/i2c-1: EACCES (permission denied): the user must be in the group i2c: type"
                        + " `sudo usermod -aG i2c $USER`, then log out and in",
                assertThrows(BusException.class, this::open).getMessage());
    }

    @Test
    void refusesABusThatRunsAtAnotherClock() throws IOException {
        clockFrequency(new byte[] {0, 1, (byte) 0x86, (byte) 0xA0}); // 100 000, big-endian as in the device tree

        assertEquals(
                "I2C bus 1 must run at 400000 Hz, was at 100000 Hz: add the line dtparam=i2c_arm_baudrate=400000 to"
                        + " /boot/firmware/config.txt and reboot",
                assertThrows(BusException.class, this::open).getMessage());
    }

    @Test
    void takesABusThatRunsAtItsClock() throws IOException {
        clockFrequency(new byte[] {0, 6, 0x1A, (byte) 0x80});

        assertEquals(BusStatus.OK, open().transfer(FakeI2cAdapter.CHIP, new byte[1], 0, 1, NOTHING, 0, 0));
    }

    private void clockFrequency(byte[] cell) throws IOException {
        Path node = root.resolve("sys/class/i2c-adapter/i2c-1/of_node");
        Files.createDirectories(node);
        Files.write(node.resolve("clock-frequency"), cell);
    }

    @Test
    void transfersWithoutAllocating() {
        LinuxI2c bus = open();
        byte[] out = new byte[14];
        byte[] in = new byte[14];
        kernel.answerEveryRequestWith(2);

        assertEquals(0, AllocatedBytes.during(10_000, () -> bus.transfer(FakeI2cAdapter.CHIP, out, 0, 1, in, 0, 14)));
        kernel.answerEveryRequestWith(-Errno.EREMOTEIO.code());
        assertEquals(
                0, AllocatedBytes.during(10_000, () -> bus.transfer(FakeI2cAdapter.CHIP, out, 0, 13, NOTHING, 0, 0)));
    }

    @Test
    void refusesAClockThatIsNotPositive() {
        assertEquals(
                "I2C clock must be positive, was 0",
                assertThrows(IllegalArgumentException.class, () -> new LinuxBoard(kernel, root, new VirtualClock())
                                .i2c(1, 0))
                        .getMessage());
    }
}
