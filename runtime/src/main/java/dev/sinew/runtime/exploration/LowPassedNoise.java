package dev.sinew.runtime.exploration;

import dev.sinew.config.random.RandomStream;
import java.util.Arrays;

/// Gaussian noise through two equal first-order low passes: noise that is drawn anew in each tick shakes gears and
/// breaks tendons (Raffin et al., *Smooth Exploration for Robotic Reinforcement Learning*, CoRL 2021, section 4).
///
/// Each pass is `y[t] = a·y[t−1] + (1 − a)·x[t]` with `a = exp(−2π·f_c·Δt)`. Both together answer an impulse with
/// `(1 − a)²·(k + 1)·aᵏ`, so white noise of variance 1 comes out with the variance `(1 − a)⁴·(1 + a²)/(1 − a²)³`,
/// and what is drawn is scaled to make the wanted one of it. Nothing is allocated. One thread.
public final class LowPassedNoise {
    private final RandomStream root; // nothing is drawn from it
    private final RandomStream random;
    private final double pole;
    private final double drawn;
    private final double[] once;
    private final double[] twice;

    /// Noise that has settled at zero.
    ///
    /// @param entries how many run side by side, m
    /// @param std standard deviation of each once it has run in, positive
    /// @param cutoff f_c of each low pass, Hz, positive
    /// @param period Δt, s
    /// @param random where it is drawn from
    public LowPassedNoise(int entries, double std, double cutoff, double period, RandomStream random) {
        requirePositive("standard deviation of the noise", std);
        requirePositive("cut-off frequency of the noise, Hz,", cutoff);
        requirePositive("period of the noise, s,", period);
        root = random.split("episodes");
        this.random = root.split(0);
        pole = StrictMath.exp(-2 * Math.PI * cutoff * period);
        double variance = StrictMath.pow(1 - pole, 4) * (1 + pole * pole) / StrictMath.pow(1 - pole * pole, 3);
        drawn = std / Math.sqrt(variance);
        once = new double[entries];
        twice = new double[entries];
    }

    static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be positive, was " + value);
        }
    }

    /// Settles at zero and goes on with the numbers of one of many episodes alike. They depend on the seed of the
    /// stream that this was made with and on nothing since.
    ///
    /// @param episode which
    void begin(long episode) {
        random.restart(root.seedOf(episode));
        Arrays.fill(once, 0);
        Arrays.fill(twice, 0);
    }

    /// Moves on by one period.
    public void advance() {
        for (int i = 0; i < once.length; i++) {
            once[i] = pole * once[i] + (1 - pole) * drawn * random.nextGaussian();
            twice[i] = pole * twice[i] + (1 - pole) * once[i];
        }
    }

    /// {@return the noise of now}
    ///
    /// @param entry from 0
    public double get(int entry) {
        return twice[entry];
    }
}
