package dev.sinew.runtime.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.hal.safety.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModeTest {
    private static final List<Mode> ALL = List.of(
            new Mode.Unconfigured(),
            new Mode.Inactive(),
            new Mode.Arming(),
            new Mode.Active(),
            new Mode.Stopped(),
            new Mode.Faulted(Fault.TILT));

    @Test
    void allowsTheStepsOfItsTableAndNoOther() {
        List<String> allowed = new ArrayList<>();
        for (Mode from : ALL) {
            for (Mode to : ALL) {
                if (from.mayBecome(to) && !(to instanceof Mode.Stopped)) {
                    allowed.add(from.word() + " " + to.word());
                }
            }
        }

        assertEquals(
                List.of(
                        "unconfigured inactive",
                        "inactive arming",
                        "arming inactive",
                        "arming active",
                        "arming fault",
                        "active inactive",
                        "active fault",
                        "fault inactive"),
                allowed);
    }

    @Test
    void mayAlwaysStop() {
        for (Mode from : ALL) {
            assertEquals(true, from.mayBecome(new Mode.Stopped()), from.word());
        }
    }

    @Test
    void hasOneCodeAndOneWordEach() {
        assertEquals(List.of(0, 1, 2, 3, 4, 5), ALL.stream().map(Mode::code).toList());
        assertEquals(6, ALL.stream().map(Mode::word).distinct().count());
        assertEquals(
                "mode code must be 0-5, was 6",
                assertThrows(IllegalArgumentException.class, () -> Mode.word(6)).getMessage());
    }

    @Test
    void refusesAFaultWithoutAReason() {
        assertThrows(IllegalArgumentException.class, () -> new Mode.Faulted(Fault.NONE));
    }
}
