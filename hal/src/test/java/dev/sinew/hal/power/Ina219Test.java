package dev.sinew.hal.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.ScriptedI2c;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Words by SBOS448G. The shunt has 0.1 Ω.
class Ina219Test {
    private static final double ROUNDING = 1e-12;

    private final ScriptedI2c bus = new ScriptedI2c().answer(0x00, "39 9F").answer(0x05, "10 00");
    private final Ina219 monitor = new Ina219(bus, 0x40, 0.1);
    private final PowerReading reading = new PowerReading();

    @Test
    void setsUpByTheRegisterDescriptions() {
        monitor.configure();

        assertEquals(
                List.of(
                        // §8.6.2.1: BRNG b13, PG /8 b12:11, BADC 0011 b10:7, SADC 0011 b6:3, MODE 111 b2:0
                        "40: 00 39 9F",
                        "40: 05 10 00", // §8.5.1: 0.04096 / (0.1 mA · 0.1 Ω) = 4096
                        "40: 00 > 2",
                        "40: 05 > 2"),
                bus.taken());
    }

    @Test
    void readsVoltageAndCurrentInSi() {
        bus.answer(0x02, "5D C2").answer(0x04, "D8 F0");

        assertEquals(BusStatus.OK, monitor.read(reading));

        // §8.6.3: bus voltage, current, and power for its side effect on CNVR
        assertEquals(List.of("40: 02 > 2", "40: 04 > 2", "40: 03 > 2"), bus.taken());
        assertEquals(12, reading.voltage(), ROUNDING); // 0x5DC2 >> 3 = 3000 steps of 4 mV
        assertEquals(-1, reading.current(), ROUNDING); // −10000 steps of 0.1 mA
        assertTrue(reading.fresh()); // CNVR b1
    }

    @Test
    void saysWhenNothingNewWasMeasured() {
        bus.answer(0x02, "5D C0");

        assertEquals(BusStatus.OK, monitor.read(reading));
        assertFalse(reading.fresh());
    }

    @Test
    void anOverflowIsNoReading() {
        bus.answer(0x02, "5D C3"); // OVF b0

        assertEquals(BusStatus.CHECKSUM, monitor.read(reading));
        assertEquals(0, reading.voltage());
    }

    @Test
    void leavesTheReadingAloneWhenATransferFails() {
        bus.end(BusStatus.SHORT);

        assertEquals(BusStatus.SHORT, monitor.read(reading));
        assertEquals(0, reading.voltage());
        assertEquals(1, bus.taken().size());
    }

    @Test
    void writesALostCalibrationAgainAndSaysSo() {
        assertEquals(BusStatus.OK, monitor.verify());
        bus.taken();
        bus.answer(0x05, "00 00"); // §8.6.4: value after power-up

        assertEquals(BusStatus.CHECKSUM, monitor.verify());

        assertEquals(List.of("40: 05 > 2", "40: 00 39 9F", "40: 05 10 00"), bus.taken());
    }

    @Test
    void refusesAChipThatDoesNotTakeItsSettings() {
        bus.answer(0x05, "00 00");

        BusException refused = assertThrows(BusException.class, monitor::configure);
        assertEquals("INA219 at I2C address 0x40: calibration must be 0x1000, was 0x0000", refused.getMessage());
    }

    @Test
    void refusesAShuntThatMeasuresNothing() {
        assertEquals(
                "INA219 shunt must be positive and finite, was 0.0 Ω",
                assertThrows(IllegalArgumentException.class, () -> new Ina219(bus, 0x40, 0))
                        .getMessage());
    }
}
