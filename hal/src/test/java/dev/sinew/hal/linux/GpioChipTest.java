package dev.sinew.hal.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpioChipTest {
    private static final int ENABLE = 17;
    private static final int STOP = 27;
    private static final String KEPT = "sys/module/pinctrl_rp1/parameters/persist_gpio_outputs";

    @TempDir
    private Path root;

    private FakeKernel kernel = new FakeKernel(Path.of("/"));
    private FakeGpioChip header = new FakeGpioChip(kernel, "");
    private LinuxBoard board = new LinuxBoard(kernel, Path.of("/"), new VirtualClock());

    @BeforeEach
    void plugIn() throws IOException {
        kernel = new FakeKernel(root);
        header = new FakeGpioChip(kernel, "pinctrl-rp1");
        board = new LinuxBoard(kernel, root, new VirtualClock());
        chip(0, new FakeGpioChip(kernel, "gpio-brcmstb@107d508500"));
        chip(4, header);
        parameter("N");
    }

    private void chip(int number, FakeGpioChip chip) throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev/gpiochip" + number));
        kernel.files.put("dev/gpiochip" + number, chip);
    }

    private void parameter(String value) throws IOException {
        Path file = root.resolve(KEPT);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value + "\n");
    }

    @Test
    void findsTheHeaderByItsLabelAndDrivesALine() {
        DigitalOutput enable = board.output(ENABLE, false);

        boolean atFirst = header.level(ENABLE);
        BusStatus status = enable.write(true);

        assertFalse(atFirst);
        assertEquals(BusStatus.OK, status);
        assertTrue(header.level(ENABLE));
        enable.write(false);
        assertFalse(header.level(ENABLE));
    }

    @Test
    void requestsAnOutputAtItsFirstLevelWithThePullDownOfTheChip() {
        board.output(ENABLE, true);

        assertTrue(header.level(ENABLE), "high from the request on, without a low in between");
        assertEquals(LinuxAbi.GPIO_FLAG_OUTPUT | LinuxAbi.GPIO_FLAG_BIAS_PULL_DOWN, header.flags[ENABLE]);
    }

    @Test
    void readsAnInputWithItsPullUp() {
        DigitalInput stop = board.input(STOP, true);

        DigitalInput.Level wireBroken = stop.read();
        header.driven[STOP] = true; // the closed contact of the e-stop pulls to ground
        DigitalInput.Level released = stop.read();

        assertEquals(DigitalInput.Level.HIGH, wireBroken);
        assertEquals(DigitalInput.Level.LOW, released);
        assertEquals(LinuxAbi.GPIO_FLAG_INPUT | LinuxAbi.GPIO_FLAG_BIAS_PULL_UP, header.flags[STOP]);
    }

    @Test
    void requestsAnInputWithoutPullWhenAsked() {
        board.input(STOP, false);

        assertEquals(LinuxAbi.GPIO_FLAG_INPUT | LinuxAbi.GPIO_FLAG_BIAS_DISABLED, header.flags[STOP]);
    }

    @Test
    void takesTheSupplyLineLowWhenTheProcessIsKilled() {
        board.output(ENABLE, false).write(true);
        boolean running = header.level(ENABLE);

        kernel.kill();

        assertTrue(running);
        assertFalse(header.level(ENABLE), "an input again, and pulled down");
    }

    @Test
    void refusesAnOutputWhoseLevelWouldOutliveTheProcess() throws IOException {
        parameter("Y");
        header.keepsOutputs = true;

        assertEquals(
                "GPIO 17 must become an input when this process dies, else it would keep the motors under power, but"
                        + " this kernel keeps outputs (" + root.resolve(KEPT) + " is Y): add the line"
                        + " dtparam=strict_gpiod to /boot/firmware/config.txt and reboot",
                assertThrows(BusException.class, () -> board.output(ENABLE, true))
                        .getMessage());
        assertFalse(header.level(ENABLE));
    }

    @Test
    void triesTheLineWhereTheKernelHasNoSuchParameter() throws IOException {
        Files.delete(root.resolve(KEPT));
        board.output(ENABLE, false); // this kernel lets go: no exception
        header.keepsOutputs = true;

        String message = String.valueOf(
                assertThrows(BusException.class, () -> board.output(5, true)).getMessage());

        assertTrue(message.contains("keeps outputs (seen on the line)"), message);
        assertFalse(header.level(5), "tried with a low level only");
    }

    @Test
    void namesWhoHoldsALine() {
        header.hold(ENABLE, "gpioset");

        assertEquals(
                "GPIO 17 of " + root + "/dev/gpiochip4 must be free, was held by \"gpioset\": end that program or"
                        + " overlay",
                assertThrows(BusException.class, () -> board.output(ENABLE, false))
                        .getMessage());
    }

    @Test
    void namesALineThatTheChipDoesNotHave() {
        assertEquals(
                root + "/dev/gpiochip4 refused GPIO 60: EINVAL (invalid argument)",
                assertThrows(BusException.class, () -> board.input(60, true)).getMessage());
    }

    @Test
    void namesTheLabelsItFoundWhereThereIsNoHeader() throws IOException {
        Files.delete(root.resolve("dev/gpiochip4"));

        assertEquals(
                "no GPIO chip of a Raspberry Pi header among " + root + "/dev/gpiochip*: the label must be one of"
                        + " [pinctrl-bcm2711, pinctrl-bcm2835, pinctrl-rp1], were [gpio-brcmstb@107d508500]",
                assertThrows(BusException.class, () -> board.input(STOP, true)).getMessage());
        assertEquals(0, kernel.openDescriptors());
    }

    @Test
    void namesTheGroupThatTheUserLacks() {
        kernel.refusals.put("dev/gpiochip0", Errno.EACCES);

        assertEquals(
                "cannot open " + root
                        + "/dev/gpiochip0: EACCES (permission denied): the user must be in the group gpio:"
                        + " type `sudo usermod -aG gpio $USER`, then log out and in",
                assertThrows(BusException.class, () -> board.input(STOP, true)).getMessage());
    }

    @Test
    void saysGoneWhenTheChipIsUnplugged() {
        DigitalOutput enable = board.output(ENABLE, false);
        DigitalInput stop = board.input(STOP, true);
        header.lineResult = -Errno.ENODEV.code();

        assertEquals(BusStatus.GONE, enable.write(true));
        assertEquals(DigitalInput.Level.GONE, stop.read());
    }

    @Test
    void drivesOutputsLowAndClosesEverything() {
        DigitalOutput enable = board.output(ENABLE, true);
        DigitalInput stop = board.input(STOP, true);
        header.keepsOutputs = true; // so that only the driven level counts

        board.close();

        assertFalse(header.level(ENABLE));
        assertEquals(0, kernel.openDescriptors());
        assertEquals(BusStatus.GONE, enable.write(true));
        assertEquals(DigitalInput.Level.GONE, stop.read());
    }

    @Test
    void readsAndWritesLinesWithoutAllocating() {
        DigitalOutput enable = board.output(ENABLE, false);
        DigitalInput stop = board.input(STOP, true);
        kernel.answerEveryRequestWith(0);

        assertEquals(0, AllocatedBytes.during(10_000, () -> enable.write(true)));
        assertEquals(0, AllocatedBytes.during(10_000, stop::read));
    }
}
