package dev.sinew.hal.motor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.ScriptedI2c;
import dev.sinew.hal.bus.VirtualClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bytes by the PCA9685 data sheet rev. 4, the control function table of the TB6612FNG and the channels of the board:
/// M1 has PWM 8, IN2 9, IN1 10; M2 has PWM 13, IN2 12, IN1 11; LEDn starts at 06 + 4·n (table 4).
class MotorHatTest {
    private static final String OFF = " 00 00 00 10"; // §7.3.3: LEDn_OFF_H b4, full off
    private static final String ON = " 00 10 00 00"; // §7.3.3: LEDn_ON_H b4, full on
    private static final String BURST = "60: 26"; // LED8 at 06 + 4·8

    private final ScriptedI2c bus = new ScriptedI2c().answer(0xFE, "03").answer(0x00, "20 04");
    private final VirtualClock clock = new VirtualClock();
    private final MotorHat hat = hat(1600, List.of(1, 2));

    private MotorHat hat(int hertz, List<Integer> terminals) {
        return new MotorHat(bus, 0x60, hertz, terminals, clock);
    }

    @Test
    void setsUpWithEveryChannelOffFirst() {
        hat.configure();

        assertEquals(
                List.of(
                        "60: FD 10", // §7.3.4: ALL_LED_OFF_H, full off
                        "60: 00 10", // §7.3.1: SLEEP b4, group address off
                        "60: FE 03", // §7.3.5: round(25 MHz / (4096 · 1600 Hz)) − 1 = 3, asleep only
                        "60: 01 04", // §7.3.2: OUTDRV b2, change at STOP
                        "60: 00 20", // §7.3.1: awake, AI b5
                        "60: FE > 1",
                        "60: 00 > 2"),
                bus.taken());
        assertEquals(5_000_000, clock.nanos());
    }

    @Test
    void prescalerFollowsTheFormula() {
        bus.answer(0xFE, "79");
        hat(50, List.of(1)).configure();

        // §7.3.5: round(25e6 / (4096 · 50)) − 1 = 121 = 0x79
        assertEquals("60: FE 79", bus.taken().get(2));
    }

    @Test
    void drivesBothMotorsInOneBurst() {
        hat.duty(1, 0.5);
        hat.duty(2, -0.25);

        assertEquals(BusStatus.OK, hat.write());

        // channels 8-13: M1 PWM 2048 of 4096, IN2 L, IN1 H; then M2 IN1 L, IN2 H, PWM 1024
        assertEquals(List.of(BURST + " 00 00 00 08" + OFF + ON + OFF + ON + " 00 00 00 04"), bus.taken());
    }

    @Test
    void fullDutyIsFullOnAndNoDutyTheShortBrake() {
        hat.duty(1, -1);
        hat.duty(2, 0);
        hat.write();

        // M1 L H with PWM high; M2 H L with PWM low: short brake
        assertEquals(List.of(BURST + ON + ON + OFF + ON + OFF + OFF), bus.taken());
    }

    @Test
    void roundsToTheNearestOf4096AndEndsAtOne() {
        hat.duty(1, 1.49 / 4096);
        hat.duty(2, 17);
        hat.write();
        assertEquals(List.of(BURST + " 00 00 01 00" + OFF + ON + ON + OFF + ON), bus.taken());

        hat.duty(1, 4095.5 / 4096);
        hat.duty(2, Double.NaN);
        hat.write();
        assertEquals(List.of(BURST + ON + OFF + ON + ON + OFF + OFF), bus.taken());
    }

    @Test
    void releaseOpensEveryBridgeAndForgetsTheDuties() {
        hat.duty(1, 1);

        hat.release();
        hat.write();

        // L L: open
        assertEquals(List.of("60: FD 10", BURST + OFF + OFF + OFF + OFF + OFF + OFF), bus.taken());
    }

    @Test
    void theBurstSpansTheTerminalsInUse() {
        MotorHat back = hat(1600, List.of(3));
        back.duty(3, 0.5);
        back.write();
        // M3: PWM 2, IN2 3, IN1 4; LED2 at 0E
        assertEquals(List.of("60: 0E 00 00 00 08" + OFF + ON), bus.taken());

        MotorHat apart = hat(1600, List.of(4, 1));
        apart.duty(4, 0.5);
        apart.duty(1, -0.5);
        apart.write();
        // M4: IN1 5, IN2 6, PWM 7; LED5 at 1A; M1 follows without a gap
        assertEquals(List.of("60: 1A" + ON + OFF + " 00 00 00 08" + " 00 00 00 08" + ON + OFF), bus.taken());
    }

    @Test
    void noticesASupplyDipByTheModeRegisters() {
        assertEquals(BusStatus.OK, hat.verify());
        bus.answer(0x00, "A0 04"); // RESTART may be set
        assertEquals(BusStatus.OK, hat.verify());

        bus.answer(0x00, "11 04"); // table 5: value after power-up
        assertEquals(BusStatus.CHECKSUM, hat.verify());

        bus.end(BusStatus.NACK);
        assertEquals(BusStatus.NACK, hat.verify());
    }

    @Test
    void refusesAChipThatDoesNotTakeItsSettings() {
        bus.answer(0xFE, "1E");

        BusException refused = assertThrows(BusException.class, hat::configure);
        assertEquals("motor HAT at I2C address 0x60: PRE_SCALE must be 0x03, was 0x1E", refused.getMessage());
    }

    @Test
    void refusesAChipThatDoesNotAnswer() {
        bus.end(BusStatus.NACK);

        BusException refused = assertThrows(BusException.class, hat::configure);
        assertEquals(
                "motor HAT at I2C address 0x60 must answer with OK, was NACK: check its seat", refused.getMessage());
    }

    @Test
    void refusesWhatTheBoardDoesNotHave() {
        assertEquals(
                "motor HAT PWM must be 24-1600 Hz, was 2000",
                assertThrows(IllegalArgumentException.class, () -> hat(2000, List.of(1)))
                        .getMessage());
        assertEquals(
                "motor HAT terminal must be 1-4, was 5",
                assertThrows(IllegalArgumentException.class, () -> hat(1600, List.of(5)))
                        .getMessage());
        assertEquals(
                "motor HAT must have a motor on one terminal at least, was none",
                assertThrows(IllegalArgumentException.class, () -> hat(1600, List.of()))
                        .getMessage());
    }
}
