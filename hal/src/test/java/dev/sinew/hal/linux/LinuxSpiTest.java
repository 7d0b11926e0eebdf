package dev.sinew.hal.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinuxSpiTest {
    private static final Path ROOT = Path.of("/");

    private final FakeKernel kernel = new FakeKernel(ROOT);
    private final FakeSpiDevice device = new FakeSpiDevice();

    @BeforeEach
    void plugIn() {
        kernel.files.put("dev/spidev0.1", device);
    }

    private LinuxSpi open() {
        return new LinuxSpi(kernel, ROOT, 0, 1, 4_000_000, 3);
    }

    @Test
    void setsModeWordAndClock() {
        open();

        assertEquals(3, device.mode);
        assertEquals(8, device.bitsPerWord);
        assertEquals(4_000_000, device.hertz);
    }

    @Test
    void transfersFullDuplex() {
        byte[] in = new byte[4];

        BusStatus status = open().transfer(new byte[] {9, 0x60, 1, 2}, 1, in, 1, 3);

        assertEquals(BusStatus.OK, status);
        assertArrayEquals(new byte[] {0, ~0x60, ~1, ~2}, in);
        assertEquals(4_000_000, device.transferHertz);
        assertEquals(8, device.transferBits);
    }

    @Test
    void saysHowATransferEnded() {
        LinuxSpi spi = open();
        byte[] in = new byte[3];

        device.ending = 2;
        assertEquals(BusStatus.SHORT, spi.transfer(new byte[3], 0, in, 0, 3));
        device.ending = -Errno.ETIMEDOUT.code();
        assertEquals(BusStatus.TIMEOUT, spi.transfer(new byte[3], 0, in, 0, 3));
        device.ending = -Errno.ESHUTDOWN.code();
        assertEquals(BusStatus.GONE, spi.transfer(new byte[3], 0, in, 0, 3));
        assertArrayEquals(new byte[3], in, "filled only when the status is OK");
    }

    @Test
    void saysGoneOnceClosed() {
        LinuxSpi spi = open();

        spi.close();

        assertEquals(BusStatus.GONE, spi.transfer(new byte[1], 0, new byte[1], 0, 1));
    }

    @Test
    void namesTheSettingThatTheControllerRefuses() {
        device.modeResult = -Errno.EINVAL.code();

        assertEquals(
                "/dev/spidev0.1 refused mode 3: EINVAL (invalid argument)",
                assertThrows(BusException.class, this::open).getMessage());
        assertEquals(0, kernel.openDescriptors());
    }

    @Test
    void namesTheMissingNodeAndTheMissingGroup() {
        kernel.files.clear();
        String missing = assertThrows(BusException.class, this::open).getMessage();
        kernel.refusals.put("dev/spidev0.1", Errno.EACCES);
        String forbidden = assertThrows(BusException.class, this::open).getMessage();

        assertEquals(
                "cannot open /dev/spidev0.1: ENOENT (no such file or directory): SPI 0 is off: type"
                        + " `sudo raspi-config nonint do_spi 0` and reboot",
                missing);
        assertEquals(
                "cannot open /dev/spidev0.1: EACCES (permission denied): the user must be in the group spi: type"
                        + " `sudo usermod -aG spi $USER`, then log out and in",
                forbidden);
    }

    @Test
    void refusesMoreThanTheDriverTakes() {
        LinuxSpi spi = open();

        assertEquals(
                "an SPI transfer must be at most 4096 bytes, was 4097",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> spi.transfer(new byte[4097], 0, new byte[4097], 0, 4097))
                        .getMessage());
    }

    @Test
    void transfersWithoutAllocating() {
        LinuxSpi spi = open();
        byte[] out = new byte[5];
        byte[] in = new byte[5];
        kernel.answerEveryRequestWith(5);

        assertEquals(0, AllocatedBytes.during(10_000, () -> spi.transfer(out, 0, in, 0, 5)));
    }
}
