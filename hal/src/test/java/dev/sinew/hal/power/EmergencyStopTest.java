package dev.sinew.hal.power;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.DigitalInput;
import org.junit.jupiter.api.Test;

class EmergencyStopTest {
    private DigitalInput.Level level = DigitalInput.Level.LOW;
    private final EmergencyStop stop = new EmergencyStop(() -> level);

    @Test
    void onlyAClosedContactLetsTheRobotRun() {
        assertFalse(stop.open());
        level = DigitalInput.Level.HIGH;
        assertTrue(stop.open());
        level = DigitalInput.Level.GONE;
        assertTrue(stop.open());
    }
}
