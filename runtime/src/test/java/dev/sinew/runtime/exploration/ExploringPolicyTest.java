package dev.sinew.runtime.exploration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.control.Policy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExploringPolicyTest {
    private static final Exploration EXPLORATION = new Exploration(0.1, 3, 7);
    private static final int TICKS = 50;

    @Test
    void theNoiseOfAnEpisodeDoesNotDependOnWhatRanBefore() {
        ExploringPolicy fresh = policy();
        ExploringPolicy warmed = policy();
        for (int tick = 0; tick < 1234; tick++) { // dry runs of another number
            warmed.act(new float[0], new float[2]);
        }

        float[] first = episode(fresh);

        assertArrayEquals(first, episode(warmed));
        assertFalse(Arrays.equals(first, episode(fresh)), "each episode has noise of its own");
    }

    @Test
    void beginsAtZeroAndIsSilentWhileTheRobotIsNotDriven() {
        ExploringPolicy policy = policy();
        episode(policy);
        float[] action = new float[2];

        policy.begin(false);
        policy.act(new float[0], action);

        assertArrayEquals(new float[2], action);
        // one draw of an episode passes both filters by (1 − a)² of what is drawn, 0.03 of it at 3 Hz and 100 Hz
        assertTrue(Math.abs(episode(policy)[0]) < 0.1, "no jump at the start");
    }

    @Test
    void aPolicyThatIsToShowWhatItIsWorthIsLeftAlone() {
        Alternating alternating = new Alternating();
        ExploringPolicy policy = new ExploringPolicy(alternating, EXPLORATION.noise(2, 0.01));
        ExploringPolicy always = policy();
        alternating.explored = false;
        float[] silent = episode(policy);
        alternating.explored = true;
        episode(always);

        assertArrayEquals(new float[TICKS], silent);
        assertArrayEquals(episode(always), episode(policy), "episodes are counted whoever plays them");
    }

    /// Is explored around or not.
    private static final class Alternating implements Policy {
        private boolean explored;

        @Override
        public boolean act(float[] observation, float[] action) {
            Arrays.fill(action, 0);
            return true;
        }

        @Override
        public boolean explored() {
            return explored;
        }
    }

    @Test
    void theRecordKeepsWhatTheNoiseDependsOn() {
        assertEquals(Optional.of(EXPLORATION), Exploration.of(EXPLORATION.metadata()));
        assertEquals(Optional.empty(), Exploration.of(Map.of("robot", "balancer")));
    }

    private static ExploringPolicy policy() {
        return new ExploringPolicy(
                (observation, action) -> {
                    Arrays.fill(action, 0);
                    return true;
                },
                EXPLORATION.noise(2, 0.01));
    }

    /// {@return the first entry of each action from when the robot begins to be driven}
    private static float[] episode(ExploringPolicy policy) {
        float[] first = new float[TICKS];
        float[] action = new float[2];
        policy.begin(false);
        for (int tick = 0; tick < TICKS; tick++) {
            policy.begin(true);
            policy.act(new float[0], action);
            first[tick] = action[0];
        }
        return first;
    }
}
