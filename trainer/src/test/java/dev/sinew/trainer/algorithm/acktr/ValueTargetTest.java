package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sinew.trainer.rollout.Gae;
import dev.sinew.trainer.rollout.Rollout;
import org.junit.jupiter.api.Test;

class ValueTargetTest {
    private final Gae gae = new Gae(0.5, 0.9);
    private final Rollout rollout = new Rollout(3, 1, 1, 1);

    ValueTargetTest() {
        fill(rollout.rewards(), 1, 2, 4);
        fill(rollout.values(), 7, 8, 9);
        rollout.lastValues()[0] = 16;
    }

    @Test
    void returnGoesOnWithTheValueBehindTheRollout() {
        // 4 + 8 = 12, 2 + 6 = 8, 1 + 4 = 5
        ValueTarget.RETURN.fill(rollout, gae);

        assertArrayEquals(new float[] {5, 8, 12}, rollout.returns());
    }

    @Test
    void returnEndsWithTheTask() {
        rollout.terminated()[1] = true;

        ValueTarget.RETURN.fill(rollout, gae);

        assertArrayEquals(new float[] {2, 2, 12}, rollout.returns());
    }

    @Test
    void returnGoesOnBehindATimeLimit() {
        // 2 + ½·20 = 12, 1 + 6 = 7
        rollout.truncated()[1] = true;
        rollout.finalValues()[1] = 20;

        ValueTarget.RETURN.fill(rollout, gae);

        assertArrayEquals(new float[] {7, 12, 12}, rollout.returns());
    }

    @Test
    void returnIsWhatAdvantagesWithALambdaOfOneAddUpTo() {
        rollout.truncated()[1] = true;
        rollout.finalValues()[1] = 20;
        new Gae(0.5, 1).fill(rollout);
        float[] wanted = rollout.returns().clone();

        ValueTarget.RETURN.fill(rollout, gae);

        assertArrayEquals(wanted, rollout.returns(), 1e-6f);
    }

    @Test
    void otherwiseTheTargetsOfTheAdvantagesStay() {
        gae.fill(rollout);
        float[] wanted = rollout.returns().clone();

        ValueTarget.GAE.fill(rollout, gae);

        assertArrayEquals(wanted, rollout.returns());
    }

    private static void fill(float[] array, float... values) {
        System.arraycopy(values, 0, array, 0, values.length);
    }
}
