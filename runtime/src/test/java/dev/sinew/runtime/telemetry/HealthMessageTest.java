package dev.sinew.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.shadow.ShadowedPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthMessageTest {
    private final Payloads payloads =
            new Payloads(new TelemetrySession(SampleTicks.robot(), "s1", "p1", "test", "0", 0));

    private String health(HealthSources beside) {
        return health(new TickStatistics(), beside);
    }

    private String health(TickStatistics window, HealthSources beside) {
        Message message = payloads.health(window, 0, new Counters(0, 0, 0, 0, 0), beside, 1);
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    @Test
    void healthHoldsTheHistogramOfTheShadow() {
        var sizes = new ShadowedPolicy.Sizes(1, 1);
        var both = new ShadowedPolicy((seen, action) -> true, (seen, action) -> true, sizes, new VirtualClock(), 100);
        both.act(new float[1], new float[] {0.5f});
        String json = health(new HealthSources(Optional.of(both.divergence()), Optional::empty));

        assertTrue(json.contains("\"shadow_compared\":1,\"shadow_failed\":0,\"shadow_skipped\":0"), json);
        assertTrue(json.contains("\"shadow_largest\":0.5,\"shadow_counts\":[0, 0, "), json);
        assertTrue(json.endsWith(", 0, 1, 0, 0]}"), json); // class 25 of 28
    }

    @Test
    void healthSaysWhereTheTransitionsAreNow() {
        Deque<ExperienceCounters> counters = new ArrayDeque<>(List.of(
                new ExperienceCounters(5, 20, 4, 18, 2, 1, 3, 9, 9),
                new ExperienceCounters(5, 30, 4, 18, 2, 11, 3, 9, 9)));
        HealthSources learning = new HealthSources(Optional.empty(), () -> Optional.of(counters.remove()));

        assertTrue(health(learning)
                .endsWith(",\"experience_produced\":20,\"experience_recovered\":5,\"experience_delivered\":4,"
                        + "\"experience_spooled\":18,\"experience_queued\":2,\"experience_dropped\":1,"
                        + "\"experience_unfinished\":3}"));
        assertTrue(health(learning).contains("\"experience_dropped\":11,"), "as it is now, not as it was");
    }

    @Test
    void whatARunDoesNotHaveIsNotThere() {
        String json = health(HealthSources.none());

        assertFalse(json.contains("shadow"), json);
        assertFalse(json.contains("experience"), json);
    }

    @Test
    void aLostMessageTakesNoTicksAlong() {
        TickStatistics window = new TickStatistics();
        TickRecord tick = new TickRecord(SampleTicks.LAYOUT);
        SampleTicks.fill(tick, 2, new Mode.Active().code()); // says that 2 were missed
        window.add(tick);
        health(window, HealthSources.none()); // is lost
        String json = health(window, HealthSources.none());

        assertTrue(json.contains("\"session\":\"s1\",\"seq\":1,\"ticks\":1,\"missed\":2,\"late\":0,"), json);
        assertTrue(json.contains("\"run_ticks\":2,\"run_missed\":4,\"run_late\":0,"), json);
    }

    @Test
    void lateTicksOfTheRunAreCountedAsWell() {
        TickStatistics window = new TickStatistics();
        TickRecord tick = new TickRecord(SampleTicks.LAYOUT);
        SampleTicks.fill(tick, 0, new Mode.Active().code());
        tick.begin(0, 0, TickStatistics.LATE_NANOS + 1, 0);
        window.add(tick);
        health(window, HealthSources.none());

        assertTrue(health(window, HealthSources.none()).contains("\"run_ticks\":2,\"run_missed\":0,\"run_late\":2,"));
    }
}
