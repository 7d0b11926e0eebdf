package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// By table 1 "H-Bridge Control" of the DRV8871 data sheet (SLVSCY9), pulses that begin together, and the recommended
/// supply of 6.5 V at least. The bridge drives joint 1 the other way round.
class EmulatedDrv8871Test {
    private static final long PERIOD = 50_000;
    private static final double EXACT = 0;

    private final FakePlant plant = new FakePlant();
    private final SupplyRail supply = new SupplyRail(plant);
    private final EmulatedDrv8871 bridge = new EmulatedDrv8871(plant, supply, 1, -1, PERIOD);

    private void pulse(long in1, long in2) {
        bridge.pulse(0, in1);
        bridge.pulse(1, in2);
    }

    @Test
    void coastsWithBothInputsLow() {
        pulse(PERIOD, 0);
        pulse(0, 0);

        assertTrue(plant.coast[1]);
        assertEquals(0, plant.duty[1], EXACT);
    }

    @Test
    void drivesEachWayByTheTable() {
        pulse(PERIOD, 0); // 1 0: OUT1 high
        assertEquals(-1, plant.duty[1], EXACT);
        assertFalse(plant.coast[1]);

        pulse(0, PERIOD); // 0 1: OUT2 high
        assertEquals(1, plant.duty[1], EXACT);
    }

    @Test
    void brakesWithBothInputsHigh() {
        pulse(PERIOD, PERIOD);

        assertEquals(0, plant.duty[1], EXACT);
        assertFalse(plant.coast[1]);
    }

    @Test
    void theMeanIsTheDifferenceOfThePulses() {
        pulse(PERIOD, 37_500); // forward for 12 500 of 50 000 ns, brake for the rest
        assertEquals(-0.25, plant.duty[1], EXACT);

        pulse(PERIOD, PERIOD - 1); // one nanosecond
        assertEquals(-1.0 / PERIOD, plant.duty[1], EXACT);

        pulse(30_000, 10_000); // brake, forward, then open
        assertEquals(-0.4, plant.duty[1], EXACT);
        assertFalse(plant.coast[1]);
    }

    @Test
    void opensBelowItsLowestSupplyAndFollowsASaggingOne() {
        pulse(PERIOD, 0);
        supply.ceiling(6.4);
        bridge.drive();
        assertTrue(plant.coast[1]);

        supply.ceiling(9); // of 12 V
        bridge.drive();
        assertFalse(plant.coast[1]);
        assertEquals(-0.75, plant.duty[1], EXACT);
    }

    @Test
    void aDeadBridgeCoastsAndComesBackAsItsInputsAre() {
        pulse(0, PERIOD);
        bridge.faults().absent = true;
        bridge.drive();
        assertTrue(plant.coast[1]);

        bridge.faults().clear();
        bridge.drive();
        assertEquals(1, plant.duty[1], EXACT);
    }

    @Test
    void refusesAPulseLongerThanThePeriod() {
        assertEquals(
                "PWM duty must be 0-50000 ns, the period, was 50001",
                assertThrows(IllegalArgumentException.class, () -> bridge.pulse(0, PERIOD + 1))
                        .getMessage());
    }
}
