package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import org.junit.jupiter.api.Test;

class FisherTest {
    @Test
    void logStdHasTheFisherMatrixOfManyDraws() {
        // score of log σ is z² − 1 for z ~ N(0, 1): variance 2, and two entries are independent
        RandomStream random = new RandomStream(1);
        double[][] sampled = new double[2][2];
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            double first = Math.pow(random.nextGaussian(), 2) - 1;
            double second = Math.pow(random.nextGaussian(), 2) - 1;
            sampled[0][0] += first * first / draws;
            sampled[0][1] += first * second / draws;
        }
        double[][] exact = new double[2][2];

        Fisher.SAMPLED.logStd(new double[] {0.3, -0.4}, exact);

        // (z² − 1)² has a standard deviation of √56: four of them over √draws
        assertEquals(sampled[0][0], exact[0][0], 0.07);
        assertEquals(sampled[0][1], exact[0][1], 0.02);
        assertArrayEquals(new double[] {2, 0}, exact[0]);
        assertArrayEquals(new double[] {0, 2}, exact[1]);
    }

    @Test
    void referenceTakesTheOuterProductOfTheMeanScore() {
        double[][] fisher = new double[2][2];

        Fisher.REFERENCE.logStd(new double[] {0.5, -2}, fisher);

        assertArrayEquals(new double[] {0.25, -1}, fisher[0]);
        assertArrayEquals(new double[] {-1, 4}, fisher[1]);
    }

    @Test
    void referenceMovesLogStdByItsGradientOverTheDamping() {
        // with advantages that have nothing to do with log σ the mean score is near 0: steps are far longer than by 2·I
        double reference = firstMove(Fisher.REFERENCE);
        double sampled = firstMove(Fisher.SAMPLED);

        assertEquals(true, reference > 10 * sampled, reference + " and " + sampled);
    }

    private static double firstMove(Fisher fisher) {
        try (AcktrRig rig = new AcktrRig(AcktrRig.settings(fisher, ValueTarget.GAE), 2, 1)) {
            rig.update();
            int at = rig.parts().policy().freeOffset();
            float before = rig.parts().policy().values()[at];
            rig.update();
            return Math.abs(rig.parts().policy().values()[at] - before);
        }
    }
}
