package dev.sinew.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickEventsTest {
    private static final int INACTIVE = 1;
    private static final int ACTIVE = 3;

    private final List<String> said = new ArrayList<>();
    private final TickEvents events =
            new TickEvents(SampleTicks.PERIOD, e -> said.add(e.tick() + " " + e.kind() + ": " + e.text()));
    private final TickRecord record = new TickRecord(SampleTicks.LAYOUT);

    @Test
    void saysNothingWhileNothingChanges() {
        look(0, INACTIVE);
        said.clear();
        look(1, INACTIVE);
        look(2, INACTIVE);

        assertEquals(List.of(), said);
    }

    @Test
    void namesTheModeAtFirstAndAtEachChange() {
        look(0, INACTIVE);
        look(3, ACTIVE);

        assertEquals(List.of("0 MODE: inactive", "3 LOST: 2 records lost", "3 MODE: inactive to active"), said);
    }

    @Test
    void tellsAnOverrunFromAPauseOfTheHost() {
        SampleTicks.fill(record, 0, ACTIVE);
        events.look(record);
        said.clear();
        SampleTicks.fill(record, 1, ACTIVE); // missed 1 after a tick of 0.38 ms, by the sample's numbers
        events.look(record);
        record.begin(2, 0, 35_200_000, 0);
        events.look(record);

        assertEquals(
                List.of("1 OVERRUN: tick took 0.4 ms, missed 1", "2 PAUSE: host paused the loop for 35.2 ms"), said);
    }

    @Test
    void saysWhatIsForTheRecordAloneAndWhoAnswers() {
        look(0, ACTIVE);
        said.clear();
        SampleTicks.fill(record, 1, ACTIVE);
        record.begin(1, record.due(), record.woke(), 0);
        record.asked(1 + 8 + 32, false);
        record.policy(3);
        events.look(record);

        assertEquals(List.of("1 REQUEST: learn-on, mark", "1 POLICY: policy 0 to policy 3"), said);
    }

    private void look(long tick, int mode) {
        SampleTicks.fill(record, tick, mode);
        record.begin(tick, record.due(), record.woke(), 0);
        events.look(record);
    }
}
