package dev.sinew.hal.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxPwmTest {
    private static final long PERIOD = 62_500;

    @TempDir
    private Path root;

    private FakeKernel kernel = new FakeKernel(Path.of("/"));
    private final VirtualClock clock = new VirtualClock();

    @BeforeEach
    void boot() {
        kernel = new FakeKernel(root);
    }

    private FakePwmChip chip(int number) {
        return new FakePwmChip(kernel, root, "sys/class/pwm/pwmchip" + number);
    }

    private PwmOutput open(int chip) {
        return open(chip, clock);
    }

    private PwmOutput open(int chip, MonotonicClock waiting) {
        return new LinuxBoard(kernel, root, waiting).pwm(chip, 1, PERIOD);
    }

    @Test
    void setsThePeriodThenDutyZeroAndOnlyThenEnables() {
        FakePwmChip chip = chip(0);

        open(0);

        assertEquals(
                List.of("export=1", "period=62500", "enable=0", "polarity=normal", "duty_cycle=0", "enable=1"),
                chip.writes);
        assertTrue(chip.enabled);
        assertEquals(0, chip.duty);
    }

    @Test
    void takesOverAChannelThatRunsWithALongDuty() {
        FakePwmChip chip = chip(0);
        open(0);
        chip.period = 20_000_000;
        chip.duty = 1_500_000; // above the new period: the kernel refuses the period while this stands
        chip.writes.clear();

        open(0);

        assertEquals("duty_cycle=0", chip.writes.get(1));
        assertEquals(PERIOD, chip.period);
        assertEquals(0, chip.duty);
        assertEquals("normal", chip.polarity);
    }

    @Test
    void writesTheDutyInNanoseconds() {
        FakePwmChip chip = chip(0);
        PwmOutput pwm = open(0);

        assertEquals(BusStatus.OK, pwm.duty(12_345));
        assertEquals(12_345, chip.duty);
        assertEquals(BusStatus.OK, pwm.duty(0));
        assertEquals(0, chip.duty);
        assertEquals(BusStatus.OK, pwm.duty(PERIOD));
        assertEquals(PERIOD, chip.duty);
    }

    @Test
    void refusesADutyOutsideThePeriod() {
        chip(0);
        PwmOutput pwm = open(0);

        assertEquals(
                "PWM duty must be 0-62500 ns, the period, was 62501",
                assertThrows(IllegalArgumentException.class, () -> pwm.duty(PERIOD + 1))
                        .getMessage());
    }

    @Test
    void findsTheHeadersChipByItsAddress() throws IOException {
        // on a Pi 5 the block of RP1 at 1f00098000 has the header's channels, under a number that kernels changed
        Path devices = root.resolve("sys/devices/platform/axi/1000120000.pcie");
        Path folder = Files.createDirectories(root.resolve("sys/class/pwm"));
        Files.createDirectories(devices.resolve("1f0009c000.pwm/pwm/pwmchip0"));
        Files.createDirectories(devices.resolve("1f00098000.pwm/pwm/pwmchip6"));
        Files.createSymbolicLink(folder.resolve("pwmchip0"), devices.resolve("1f0009c000.pwm/pwm/pwmchip0"));
        Files.createSymbolicLink(folder.resolve("pwmchip6"), devices.resolve("1f00098000.pwm/pwm/pwmchip6"));
        FakePwmChip header = new FakePwmChip(kernel, root, "sys/class/pwm/pwmchip6");

        open(Ports.HEADER_PWM);

        assertTrue(header.enabled);
    }

    @Test
    void namesTheOverlayWhereThereIsNoChip() {
        String one = assertThrows(BusException.class, () -> open(0)).getMessage();
        String header = String.valueOf(
                assertThrows(BusException.class, () -> open(Ports.HEADER_PWM)).getMessage());

        assertEquals(
                "cannot open " + root + "/sys/class/pwm/pwmchip0: no such PWM chip: add the line dtoverlay=pwm-2chan to"
                        + " /boot/firmware/config.txt and reboot",
                one);
        assertTrue(header.startsWith("cannot open " + root + "/sys/class/pwm/pwmchip*: no such PWM chip"), header);
    }

    @Test
    void waitsUntilUdevHasGivenTheFilesToTheGroup() {
        FakePwmChip chip = chip(0);
        kernel.refusals.put("sys/class/pwm/pwmchip0/pwm1/enable", Errno.EACCES);

        open(0, new MonotonicClock() {
            @Override
            public long nanos() {
                return clock.nanos();
            }

            @Override
            public void sleepUntil(long deadline) {
                clock.sleepUntil(deadline);
                if (clock.nanos() > 300_000_000) {
                    kernel.refusals.clear();
                }
            }
        });

        assertTrue(chip.enabled);
    }

    @Test
    void namesTheGroupWhenUdevGivesNothing() {
        chip(0);
        kernel.refusals.put("sys/class/pwm/pwmchip0/pwm1/period", Errno.EACCES);

        assertEquals(
                "cannot open " + root
                        + "/sys/class/pwm/pwmchip0/pwm1/period: EACCES (permission denied): the user must be"
                        + " in the group gpio: type `sudo usermod -aG gpio $USER`, then log out and in",
                assertThrows(BusException.class, () -> open(0)).getMessage());
        assertTrue(clock.nanos() >= 1_000_000_000, "waited a second");
    }

    @Test
    void switchesOffAndGivesBackWhenTheBoardCloses() {
        FakePwmChip chip = chip(0);
        LinuxBoard board = new LinuxBoard(kernel, root, clock);
        PwmOutput pwm = board.pwm(0, 1, PERIOD);
        pwm.duty(500);

        board.close();

        assertEquals(0, chip.duty);
        assertFalse(chip.enabled);
        assertFalse(chip.exported);
        assertEquals(BusStatus.GONE, pwm.duty(500));
        assertEquals(0, kernel.openDescriptors());
    }

    @Test
    void writesRealFilesThroughTheRealLibrary() throws IOException {
        // a folder is no sysfs: the export must have happened and a shorter text leaves the rest of a longer one
        Path channel = Files.createDirectories(root.resolve("sys/class/pwm/pwmchip0/pwm1"));
        for (String attribute : List.of("period", "enable", "polarity", "duty_cycle")) {
            Files.writeString(channel.resolve(attribute), "0\n");
        }
        Files.createFile(root.resolve("sys/class/pwm/pwmchip0/export"));
        LinuxBoard board = new LinuxBoard(new LinuxLibc(), root, clock);

        PwmOutput pwm = board.pwm(0, 1, PERIOD);
        BusStatus status = pwm.duty(31_250);

        assertEquals(BusStatus.OK, status);
        assertEquals("62500", Files.readString(channel.resolve("period")));
        assertEquals("31250", Files.readString(channel.resolve("duty_cycle")));
        assertTrue(Files.readString(channel.resolve("enable")).startsWith("1"));
        assertEquals(0, AllocatedBytes.during(10_000, () -> pwm.duty(41_250)));
    }
}
