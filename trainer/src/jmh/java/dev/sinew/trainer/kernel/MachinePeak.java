package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What one core of this machine can do at most: independent chains of fused multiply-adds that never leave the
/// registers. Figures of kernels are given as shares of it, since absolute ones move with the machine and its load.
public final class MachinePeak {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int CHAINS = 12;
    private static final int STEPS = 20_000;
    private static final int ROUNDS = 50;

    private final float[] result = new float[Lanes.PANEL];

    /// Nothing is measured yet.
    public MachinePeak() {}

    /// {@return 10⁹ floating-point operations per second, the best of some rounds of a tenth of a millisecond}
    public double gigaflops() {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            chains(round);
            best = Math.min(best, System.nanoTime() - begin);
        }
        return 2.0 * CHAINS * Lanes.WIDTH * STEPS / best;
    }

    private void chains(float seed) {
        FloatVector x = broadcast(S, seed);
        FloatVector y = broadcast(S, 1e-9f);
        FloatVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < STEPS; step++) {
            a = x.fma(y, a);
            b = x.fma(y, b);
            c = x.fma(y, c);
            d = x.fma(y, d);
            e = x.fma(y, e);
            f = x.fma(y, f);
            g = x.fma(y, g);
            h = x.fma(y, h);
            i = x.fma(y, i);
            j = x.fma(y, j);
            k = x.fma(y, k);
            l = x.fma(y, l);
        }
        FloatVector low = a.add(b).add(c).add(d).add(e).add(f);
        low.add(g.add(h).add(i).add(j).add(k).add(l)).intoArray(result, 0);
    }
}
