package dev.sinew.hal.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a call through Pi4J costs in heap bytes: nothing, its own part included, whether it succeeds or fails. The
/// figure in the module's README is the one printed here.
class Pi4jAllocationTest {
    private static final int CALLS = 10_000;

    private final RegisterPorts ports = new RegisterPorts();
    private final Pi4jBoard board = new Pi4jBoard(ports, BusTap.NONE);
    private final byte[] out = new byte[64];
    private final byte[] in = new byte[64];

    @AfterEach
    void closeBoard() {
        ports.ending = BusStatus.OK;
        board.close();
    }

    @Test
    void i2cAllocatesNothing() {
        I2cBus bus = board.i2c(1, 400_000);

        expectNone("I2C write", () -> bus.write(RegisterPorts.ADDRESS, out, 13));
        expectNone("I2C write-read", () -> bus.writeRead(RegisterPorts.ADDRESS, out, 1, in, 14));
    }

    @Test
    void spiAllocatesNothing() {
        SpiBus bus = board.spi(0, 0, 1_000_000, 0);

        expectNone("SPI transfer", () -> bus.transfer(out, in, 5));
    }

    @Test
    void linesAndPwmAllocateNothing() {
        DigitalOutput output = board.output(17, false);
        DigitalInput input = board.input(27, true);
        PwmOutput pwm = board.pwm(0, 0, 62_500);

        expectNone("output, same level", () -> output.write(true));
        expectNone("output, both levels", () -> {
            output.write(true);
            output.write(false);
        });
        expectNone("input", input::read);
        expectNone("PWM duty", () -> pwm.duty(1_234));
    }

    @Test
    void aTransferThatFailsAllocatesNothing() {
        I2cBus i2c = board.i2c(1, 400_000);
        SpiBus spi = board.spi(0, 0, 1_000_000, 0);
        i2c.write(RegisterPorts.ADDRESS, out, 1);
        ports.ending = BusStatus.GONE;

        expectNone("I2C that fails", () -> i2c.writeRead(RegisterPorts.ADDRESS, out, 1, in, 14));
        expectNone("SPI that fails", () -> spi.transfer(out, in, 5));
    }

    private static void expectNone(String call, Runnable work) {
        long bytes = AllocatedBytes.during(CALLS, work);

        System.out.printf("%s through Pi4J: %.3f heap bytes per call%n", call, bytes / (double) CALLS);
        assertEquals(0, bytes, call);
    }
}
