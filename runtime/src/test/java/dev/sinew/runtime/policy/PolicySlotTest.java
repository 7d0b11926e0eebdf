package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.control.Policy;
import org.junit.jupiter.api.Test;

class PolicySlotTest {
    private final PolicySlot slot = new PolicySlot(saying(0));

    @Test
    void swapsWhenTheEpisodeEnds() {
        assertEquals(0, tick(true));
        assertFalse(slot.offer(1, saying(1)));
        assertEquals(0, tick(true));
        assertEquals(0, slot.answering());

        assertEquals(1, tick(false));
        assertEquals(1, tick(true));
        assertEquals(1, slot.answering());
    }

    @Test
    void swapsAtTheNextTickWhenAskedTo() {
        slot.offer(1, saying(1));
        assertTrue(slot.swapNow());

        assertEquals(1, tick(true));
        assertFalse(slot.swapNow(), "nothing waits any more");
    }

    @Test
    void hasToBeAskedAnewForEachPolicy() {
        assertFalse(slot.swapNow());
        slot.offer(1, saying(1));
        slot.swapNow();
        assertTrue(slot.offer(2, saying(2)), "the one before never answers");

        assertEquals(0, tick(true));
        assertEquals(2, tick(false));
    }

    @Test
    void refusesANumberThatIsNotNew() {
        slot.offer(3, saying(3));
        tick(false);

        assertEquals(
                "number of a policy must be above 3 and at most 65535, was 3",
                assertThrows(IllegalArgumentException.class, () -> slot.offer(3, saying(3)))
                        .getMessage());
    }

    /// {@return the number of the policy that answered}
    private int tick(boolean driving) {
        float[] action = new float[1];
        int number = slot.begin(driving);
        slot.act(new float[1], action);
        assertEquals(number, (int) action[0]);
        return number;
    }

    private static Policy saying(int number) {
        return (observation, action) -> {
            action[0] = number;
            return true;
        };
    }
}
