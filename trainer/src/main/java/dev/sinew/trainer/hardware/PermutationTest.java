package dev.sinew.trainer.hardware;

/// Whether a few numbers are smaller than some others by more than chance: the exact permutation test of the difference
/// of means (Fisher 1935; Good, *Permutation, Parametric and Bootstrap Tests of Hypotheses*, chapter 3). It assumes
/// nothing about how returns are distributed, and its significance is exact for any number of episodes.
final class PermutationTest {
    private final double[] all;
    private final int few;
    private final double observed;
    private long smaller;
    private long splits;

    private PermutationTest(double[] numbers, double[] others) {
        few = numbers.length;
        all = new double[numbers.length + others.length];
        System.arraycopy(numbers, 0, all, 0, few);
        System.arraycopy(others, 0, all, few, others.length);
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        observed = sum;
    }

    /// {@return the probability of a mean as small as that of the numbers, or smaller, when every way to choose so many
    /// out of all is as likely}
    ///
    /// @param numbers that may be smaller, at least one
    /// @param others to compare with
    static double probability(double[] numbers, double[] others) {
        PermutationTest test = new PermutationTest(numbers, others);
        test.choose(0, 0, 0);
        return (double) test.smaller / test.splits;
    }

    /// Sums of equal choices differ by rounding; those count as equal.
    private void choose(int from, int chosen, double sum) {
        if (chosen == few) {
            splits++;
            if (sum <= observed + 1e-12 * Math.max(1, Math.abs(observed))) {
                smaller++;
            }
            return;
        }
        for (int i = from; i <= all.length - (few - chosen); i++) {
            choose(i + 1, chosen + 1, sum + all[i]);
        }
    }
}
