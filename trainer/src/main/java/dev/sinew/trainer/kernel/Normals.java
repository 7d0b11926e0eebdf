package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.sinew.config.random.RandomStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Standard normal numbers in bulk, by Box and Muller (*A Note on the Generation of Random Normal Deviates*, 1958):
/// `√(−2 log u)·(cos 2πv, sin 2πv)`. None lies beyond 5.77, where one in 10⁸ should. One thread at a time.
public final class Normals {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    /// Adding it to a float leaves the nearest integer in the low bits: 1.5·2²³.
    private static final float ROUND = 12582912f;

    private final int capacity;
    private final float[] radius;
    private final float[] turn;

    /// Room for a number of draws at once.
    ///
    /// @param capacity the most that [#fill] is asked for
    public Normals(int capacity) {
        this.capacity = capacity;
        radius = new float[Math.ceilDiv(capacity, 2) + Elementary.SPARE];
        turn = new float[Math.ceilDiv(capacity, 2) + Elementary.SPARE];
    }

    /// Draws.
    ///
    /// @param random where the bits come from, one long for two numbers
    /// @param count how many, at most the capacity
    /// @param out `[count]` and [Elementary#SPARE] floats that do not count, filled
    public void fill(RandomStream random, int count, float[] out) {
        if (count > capacity) {
            throw new IllegalArgumentException("must draw at most " + capacity + " numbers, was to draw " + count);
        }
        int pairs = Math.ceilDiv(count, 2);
        for (int i = 0; i < pairs; i++) {
            long bits = random.nextLong();
            radius[i] = ((bits >>> 40) + 1) * 0x1p-24f; // u in (0, 1]
            turn[i] = ((bits >>> 16) & 0xFFFFFF) * 0x1p-22f; // 4·v in [0, 4)
        }
        Elementary.log(radius, pairs, radius);
        for (int i = 0; i < pairs; i += Lanes.WIDTH) {
            fromArray(S, radius, i).mul(-2f).sqrt().intoArray(radius, i);
        }
        rotate(pairs, 1, 0, out);
        rotate(pairs, 0, pairs, out);
    }

    /// Radius times cosine, or sine of the same angle: a cosine is the sine a quarter turn ahead.
    ///
    /// @param quarters ahead
    /// @param at first place in `out`; up to 15 places after the last are overwritten too
    private void rotate(int pairs, int quarters, int at, float[] out) {
        for (int i = 0; i < pairs; i += Lanes.WIDTH) {
            FloatVector shifted = fromArray(S, turn, i).add(ROUND);
            FloatVector x = fromArray(S, turn, i).sub(shifted.sub(ROUND)).mul(1.5707964f); // in [−π/4, π/4]
            FloatVector s = x.mul(x);
            FloatVector cos = broadcast(S, 1f / 40320).fma(s, broadcast(S, -1f / 720));
            cos = cos.fma(s, broadcast(S, 1f / 24)).fma(s, broadcast(S, -0.5f)).fma(s, broadcast(S, 1f));
            FloatVector sin = broadcast(S, 1f / 362880).fma(s, broadcast(S, -1f / 5040));
            sin = sin.fma(s, broadcast(S, 1f / 120))
                    .fma(s, broadcast(S, -1f / 6))
                    .mul(s)
                    .fma(x, x);
            // the sine of 0 to 3 quarter turns more is sin, cos, −sin, −cos
            IntVector quarter = shifted.reinterpretAsInts().add(quarters);
            VectorMask<Float> odd =
                    quarter.and(1).compare(VectorOperators.NE, 0).cast(S);
            IntVector sign = quarter.and(2).lanewise(VectorOperators.LSHL, 30);
            FloatVector size = sin.blend(cos, odd).mul(fromArray(S, radius, i));
            size.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsFloats()
                    .intoArray(out, at + i);
        }
    }
}
