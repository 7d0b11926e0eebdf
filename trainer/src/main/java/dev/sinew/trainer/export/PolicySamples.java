package dev.sinew.trainer.export;

import dev.sinew.config.contract.Normalization;
import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.network.ExportedPolicy;
import java.util.List;

/// Observations to compare engines on: half are like those the policy was trained on, half are extreme. Immutable.
///
/// A random one is normal with the mean and standard deviation of the policy's normalization. An extreme one takes
/// each entry from: the mean, just inside and just outside the clip, and far outside; a policy without a clip gets 0,
/// ±10 and ±100 instead, beyond which float32 sums say nothing.
public final class PolicySamples {
    private static final double LARGEST_REAL_CLIP = 1e6;
    private static final double SPREAD_WITHOUT_SCALING = 2;
    private static final float FAR = 1e30f;

    private final float[] observations;
    private final int count;

    /// Draws the samples.
    ///
    /// @param policy they are for
    /// @param count how many
    /// @param random draws them
    public PolicySamples(ExportedPolicy policy, int count, RandomStream random) {
        int n = policy.observationSize();
        this.count = count;
        observations = new float[count * n];
        Normalization normalization = OnnxGraph.normalization(policy);
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < n; i++) {
                observations[k * n + i] =
                        k % 2 == 0 ? usual(normalization, i, random) : extreme(normalization, i, random);
            }
        }
    }

    /// {@return how many}
    public int count() {
        return count;
    }

    /// {@return all of them, `[count, observation size]`; a copy}
    public float[] observations() {
        return observations.clone();
    }

    private static float usual(Normalization normalization, int entry, RandomStream random) {
        double std = clips(normalization) ? normalization.std().get(entry) : SPREAD_WITHOUT_SCALING;
        return (float) (normalization.mean().get(entry) + std * random.nextGaussian());
    }

    private static float extreme(Normalization normalization, int entry, RandomStream random) {
        if (!clips(normalization)) {
            List<Float> values = List.of(0f, 10f, -10f, 100f, -100f);
            return values.get(random.nextInt(values.size()));
        }
        double mean = normalization.mean().get(entry);
        double bound = normalization.clip() * normalization.std().get(entry);
        List<Float> values = List.of(
                (float) mean,
                (float) (mean + 0.99 * bound),
                (float) (mean - 0.99 * bound),
                (float) (mean + 1.01 * bound),
                (float) (mean - 1.01 * bound),
                FAR,
                -FAR);
        return values.get(random.nextInt(values.size()));
    }

    private static boolean clips(Normalization normalization) {
        return normalization.clip() < LARGEST_REAL_CLIP;
    }
}
