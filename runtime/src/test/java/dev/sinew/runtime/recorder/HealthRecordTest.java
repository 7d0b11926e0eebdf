package dev.sinew.runtime.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.protobuf.ProtobufReader;
import dev.sinew.runtime.shadow.Divergence;
import dev.sinew.runtime.shadow.ShadowedPolicy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HealthRecordTest {
    private static Divergence divergence() {
        var sizes = new ShadowedPolicy.Sizes(1, 1);
        var both = new ShadowedPolicy(HealthRecordTest::still, HealthRecordTest::half, sizes, new VirtualClock(), 100);
        both.act(new float[1], new float[1]);
        both.act(new float[1], new float[1]);
        return both.divergence();
    }

    private static boolean still(float[] observation, float[] action) {
        action[0] = 0;
        return true;
    }

    private static boolean half(float[] observation, float[] action) {
        action[0] = 0.5f;
        return true;
    }

    private static byte[] health(HealthSources beside) {
        ByteBuffer content = new FlightMessages(16).health(new TickStatistics(), 0, beside);
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    @Test
    void theRecordHoldsTheHistogramOfTheShadow() {
        Map<Integer, Object> found = new TreeMap<>();
        ProtobufReader reader =
                new ProtobufReader(health(new HealthSources(Optional.of(divergence()), Optional::empty)));
        while (reader.next()) {
            switch (reader.field()) {
                case 25 -> found.put(25, reader.fixedDouble());
                case 26 ->
                    found.put(26, reader.bytes().order(ByteOrder.LITTLE_ENDIAN).getDouble(25 * Double.BYTES));
                default -> found.put(reader.field(), reader.varint());
            }
        }

        assertEquals(Map.of(22, 2L, 25, 0.5, 26, 2.0), found); // two pairs, all of them 0.5 apart: class 25
    }

    @Test
    void theRecordSaysWhereTheTransitionsAre() {
        ExperienceCounters counters = new ExperienceCounters(5, 20, 4, 18, 2, 1, 3, 9, 9);
        Map<Integer, Long> found = new TreeMap<>();
        ProtobufReader reader =
                new ProtobufReader(health(new HealthSources(Optional.empty(), () -> Optional.of(counters))));
        while (reader.next()) {
            found.put(reader.field(), reader.varint());
        }

        // produced, recovered, delivered, spooled, queued, dropped, unfinished, as FlightSchema numbers them
        assertEquals(Map.of(27, 20L, 28, 5L, 29, 4L, 30, 18L, 31, 2L, 32, 1L, 33, 3L), found);
    }

    @Test
    void withNothingBesideTheLoopTheMessageIsAsItWas() {
        assertEquals(0, health(HealthSources.none()).length);
    }
}
