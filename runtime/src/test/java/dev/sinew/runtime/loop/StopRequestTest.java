package dev.sinew.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopRequestTest {
    private final StopRequest stop = new StopRequest();

    @Test
    void keepsItsFirstReason() {
        assertFalse(stop.requested());
        assertEquals(Optional.empty(), stop.reason());
        stop.request("time is up");
        stop.request("process asked to end");

        assertTrue(stop.requested());
        assertEquals(Optional.of("time is up"), stop.reason());
    }

    @Test
    void makesAnEndingProcessWaitUntilItIsFinished() {
        assertFalse(stop.stopAndWait(Duration.ofMillis(1)));
        assertEquals(Optional.of("process asked to end"), stop.reason());
        stop.finish();

        assertTrue(stop.stopAndWait(Duration.ofMinutes(1)));
    }

    @Test
    void letsItsGuardGo() {
        StopRequest.ShutdownGuard guard = stop.onShutdown(Duration.ofMinutes(1));
        guard.close();
        guard.close();

        assertFalse(stop.requested());
    }

    @Test
    void needsAReason() {
        assertThrows(IllegalArgumentException.class, () -> stop.request(""));
    }
}
