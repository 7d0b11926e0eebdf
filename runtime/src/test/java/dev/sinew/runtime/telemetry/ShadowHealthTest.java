package dev.sinew.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.shadow.Divergence;
import dev.sinew.runtime.shadow.ShadowedPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadowHealthTest {
    private final Payloads payloads =
            new Payloads(new TelemetrySession(SampleTicks.robot(), "s1", "p1", "test", "0", 0));

    private String health(Optional<Divergence> shadow) {
        Message message = payloads.health(new TickStatistics(), 0, new Counters(0, 0, 0, 0, 0), shadow, 1);
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    @Test
    void healthHoldsTheHistogramOfTheShadow() {
        var sizes = new ShadowedPolicy.Sizes(1, 1);
        var both = new ShadowedPolicy((seen, action) -> true, (seen, action) -> true, sizes, new VirtualClock(), 100);
        both.act(new float[1], new float[] {0.5f});
        String json = health(Optional.of(both.divergence()));

        assertTrue(json.contains("\"shadow_compared\":1,\"shadow_failed\":0,\"shadow_skipped\":0"), json);
        assertTrue(json.contains("\"shadow_largest\":0.5,\"shadow_counts\":[0, 0, "), json);
        assertTrue(json.endsWith(", 0, 1, 0, 0]}"), json); // class 25 of 28
    }

    @Test
    void withoutAShadowItSaysNothingOfOne() {
        assertFalse(health(Optional.empty()).contains("shadow"));
    }
}
