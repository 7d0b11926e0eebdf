package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeSumTest {
    private final EpisodeSum sum = new EpisodeSum();

    private static RobotStep step(int policy, float... terms) {
        return new RobotStep(policy, new float[1], new float[1], new float[1], terms, false, false);
    }

    @Test
    void eachTermHasItsMeanAndTheRewardIsTheSumOfAll() {
        sum.add(step(3, 1, -0.25f));
        sum.add(step(4, 0.5f, -0.75f));

        assertEquals(List.of(0.75, -0.5), sum.means());
        assertEquals(-0.5, sum.mean(1));
        assertEquals(0.5, sum.reward());
        assertEquals(2, sum.steps());
        assertEquals(4, sum.policy());
    }

    @Test
    void nothingOfAnEpisodeGoesIntoTheNext() {
        sum.add(step(3, 1, -0.25f));
        sum.begin();
        assertTrue(sum.isEmpty());
        sum.add(step(3, 0.5f, -1));

        assertEquals(List.of(0.5, -1.0), sum.means());
        assertEquals(-0.5, sum.reward());
    }

    @Test
    void anEpisodeGoesOnWhereItWasSaved() throws IOException {
        sum.add(step(3, 1, -0.25f));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sum.save(new DataOutputStream(bytes));
        EpisodeSum other = new EpisodeSum();
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        other.add(step(3, 0, -0.75f));

        assertEquals(List.of(0.5, -0.5), other.means());
        assertEquals(0, other.reward());
        assertEquals(2, other.steps());
    }
}
