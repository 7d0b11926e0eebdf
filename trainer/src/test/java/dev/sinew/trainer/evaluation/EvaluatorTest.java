package dev.sinew.trainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.trainer.loop.PointWorlds;
import dev.sinew.trainer.loop.ScriptedWorlds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Actor IDLE = (observations, worlds, actions) -> Arrays.fill(actions, 0);

    @Test
    void playsItsShareInEveryWorldEvenWhereEpisodesAreLong() {
        // world 0: reward 1, 2 steps, return 2; world 1: reward 2, 7 steps, return 14. Five episodes are three in
        // world 0 and two in world 1, although world 0 could have played all five before world 1 ended its first
        try (Evaluator evaluator = new Evaluator(new ScriptedWorlds(() -> {}, 2, 7), 5, 1)) {
            Evaluation evaluation = evaluator.evaluate(IDLE);

            assertEquals(List.of(2.0, 2.0, 2.0, 14.0, 14.0), evaluation.returns());
            assertEquals((2 + 2 + 2 + 7 + 7) / 5.0, evaluation.meanLength());
        }
    }

    @Test
    void playsTheSameEpisodesEachTime() {
        try (Evaluator evaluator = new Evaluator(new PointWorlds(3), 7, 4)) {
            Evaluation first = evaluator.evaluate(IDLE);
            Evaluation second = evaluator.evaluate(IDLE);

            assertEquals(first, second);
        }
    }

    @Test
    void givesMeanSpreadAndExtremes() {
        // mean of 1, 2, 6 is 3; squares of the differences are 4, 1, 9, their mean 14/3
        Evaluation evaluation = new Evaluation(List.of(1.0, 2.0, 6.0), 10);

        assertEquals(3, evaluation.mean());
        assertEquals(Math.sqrt(14.0 / 3), evaluation.std(), 1e-15);
        assertEquals(1, evaluation.min());
        assertEquals(6, evaluation.max());
    }

    @Test
    void asksAPolicyOfTheRuntimeWorldByWorld() {
        PolicyActor actor = new PolicyActor(
                (observation, action) -> {
                    action[0] = 10 * observation[0] + observation[1];
                    return true;
                },
                2,
                1);
        float[] actions = new float[2];
        actor.act(new float[] {1, 2, 3, 4}, 2, actions);

        assertArrayEquals(new float[] {12, 34}, actions);
    }

    @Test
    void saysInWhichWorldAPolicyFailed() {
        PolicyActor actor = new PolicyActor((observation, action) -> observation[0] < 3, 2, 1);

        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> actor.act(new float[] {1, 2, 3, 4}, 2, new float[2]));

        assertEquals("policy must give a usable action, gave none in world 1", thrown.getMessage());
    }

    @Test
    void scalesToTaskUnitsAndStaysInside() {
        // the middle of −0.1 … 0.3 is 0.1 and half its width 0.2; rounding may not carry an end over the limit
        ActionScale scale = new ActionScale(new float[] {-0.1f, 0}, new float[] {0.3f, 1});
        float[] actions = {-1, 1, 1, 0, 0, -0.5f};
        scale.toTask(actions, 3, actions);

        assertArrayEquals(new float[] {-0.1f, 1, 0.3f, 0.5f, 0.1f, 0.25f}, actions, 1e-7f);
        assertEquals(-0.1f, actions[0]);
        assertEquals(0.3f, actions[2]);
    }

    @Test
    void refusesAnEmptyRange() {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> new ActionScale(new float[] {1}, new float[] {1}));

        assertEquals("range of action 0 must be finite and not empty, was 1.0 to 1.0", thrown.getMessage());
    }
}
