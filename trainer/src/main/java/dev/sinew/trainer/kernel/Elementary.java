package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions over arrays, built from additions, multiplications, divisions and shifts, which IEEE 754
/// fixes to the bit. The Vector API's own functions change their bits when the JIT compiler takes over, and
/// [StrictMath] takes ten times as long.
///
/// All work on whole vectors: an array needs [#SPARE] floats after the last one that counts.
public final class Elementary {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    /// Floats that an array must hold beyond those that count.
    public static final int SPARE = Lanes.PANEL;

    /// Adding it to a float leaves the nearest integer in the low bits: 1.5·2²³.
    private static final float ROUND = 12582912f;

    private Elementary() {}

    /// `y = eˣ`, error below 1 ulp; x is held within `[−87, 88]`, where the result is a normal number.
    ///
    /// Cody and Waite's reduction by ln 2 in two parts, then the polynomial of the Cephes library.
    ///
    /// @param x `[n]`
    /// @param n how many
    /// @param y `[n]`, filled; may be `x`
    public static void exp(float[] x, int n, float[] y) {
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            FloatVector v = fromArray(S, x, i).max(-87f).min(88f);
            FloatVector shifted = v.mul(1.442695f).add(ROUND);
            FloatVector k = shifted.sub(ROUND);
            FloatVector f = k.fma(broadcast(S, -0.6933594f), v);
            f = k.fma(broadcast(S, 0.00021219444f), f);
            FloatVector p = broadcast(S, 0.00019875691f);
            p = p.fma(f, broadcast(S, 0.0013981999f));
            p = p.fma(f, broadcast(S, 0.008333452f));
            p = p.fma(f, broadcast(S, 0.041665796f));
            p = p.fma(f, broadcast(S, 0.16666666f));
            p = p.fma(f, broadcast(S, 0.5f));
            p = p.mul(f).fma(f, f).add(1f);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            p.reinterpretAsInts().add(exponent).reinterpretAsFloats().intoArray(y, i);
        }
    }

    /// `y = tanh x`, error below 4 ulp.
    ///
    /// @param x `[n]`
    /// @param n how many
    /// @param y `[n]`, filled; may be `x`
    public static void tanh(float[] x, int n, float[] y) {
        if (x != y) {
            System.arraycopy(x, 0, y, 0, n);
        }
        tanh(y, 0, Lanes.WIDTH, Math.ceilDiv(n, Lanes.WIDTH));
    }

    /// Hyperbolic tangent in place, by the rational function of degree 13 over 6 that Eigen and XLA use.
    ///
    /// @param x changed
    /// @param at first vector
    /// @param step floats between two vectors
    /// @param count vectors
    static void tanh(float[] x, int at, int step, int count) {
        for (int i = 0, o = at; i < count; i++, o += step) {
            FloatVector v = fromArray(S, x, o).max(-7.905311f).min(7.905311f);
            FloatVector s = v.mul(v);
            FloatVector p = broadcast(S, -2.7607684e-16f);
            p = p.fma(s, broadcast(S, 2.000188e-13f));
            p = p.fma(s, broadcast(S, -8.604672e-11f));
            p = p.fma(s, broadcast(S, 5.1222973e-8f));
            p = p.fma(s, broadcast(S, 1.48572235e-5f));
            p = p.fma(s, broadcast(S, 0.00063726195f));
            p = p.fma(s, broadcast(S, 0.0048935246f)).mul(v);
            FloatVector q = broadcast(S, 1.1982584e-6f);
            q = q.fma(s, broadcast(S, 0.00011853471f));
            q = q.fma(s, broadcast(S, 0.0022684347f));
            q = q.fma(s, broadcast(S, 0.004893525f));
            p.div(q).intoArray(x, o);
        }
    }

    /// `x` above zero, else `eˣ − 1`, in place and without loss near zero; error below 4 ulp.
    ///
    /// `2ᵏ·(eᶠ − 1) + (2ᵏ − 1)`, with the polynomial of [#exp] short of its 1.
    ///
    /// @param x changed
    /// @param at first vector
    /// @param step floats between two vectors
    /// @param count vectors
    static void elu(float[] x, int at, int step, int count) {
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0, o = at; i < count; i++, o += step) {
            FloatVector v = fromArray(S, x, o).max(-87f).min(0f);
            FloatVector shifted = v.mul(1.442695f).add(ROUND);
            FloatVector k = shifted.sub(ROUND);
            FloatVector f = k.fma(broadcast(S, -0.6933594f), v);
            f = k.fma(broadcast(S, 0.00021219444f), f);
            FloatVector p = broadcast(S, 0.00019875691f);
            p = p.fma(f, broadcast(S, 0.0013981999f));
            p = p.fma(f, broadcast(S, 0.008333452f));
            p = p.fma(f, broadcast(S, 0.041665796f));
            p = p.fma(f, broadcast(S, 0.16666666f));
            p = p.fma(f, broadcast(S, 0.5f));
            p = p.mul(f).fma(f, f);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector power =
                    broadcast(S, 1f).reinterpretAsInts().add(exponent).reinterpretAsFloats();
            FloatVector below = p.fma(power, power.sub(1f));
            FloatVector whole = fromArray(S, x, o);
            below.blend(whole, whole.compare(VectorOperators.GT, zero)).intoArray(x, o);
        }
    }

    /// `y = log(1 + eˣ)`, without overflow and without loss for very negative x.
    ///
    /// `max(x, 0) + log1p(t)` with `t = e^−|x|` and `log1p(t) = 2·atanh(t / (2 + t))`, whose argument is at most ⅓.
    ///
    /// @param x `[n]`
    /// @param n how many
    /// @param y `[n]`, filled; not `x`
    public static void softplus(float[] x, int n, float[] y) {
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            fromArray(S, x, i).abs().neg().intoArray(y, i);
        }
        exp(y, n, y);
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            FloatVector t = fromArray(S, y, i);
            FloatVector w = t.div(t.add(2f));
            FloatVector s = w.mul(w);
            FloatVector p = broadcast(S, 1f / 15);
            p = p.fma(s, broadcast(S, 1f / 13));
            p = p.fma(s, broadcast(S, 1f / 11));
            p = p.fma(s, broadcast(S, 1f / 9));
            p = p.fma(s, broadcast(S, 1f / 7));
            p = p.fma(s, broadcast(S, 1f / 5));
            p = p.fma(s, broadcast(S, 1f / 3)).mul(s).fma(w, w);
            p.add(p).add(fromArray(S, x, i).max(0f)).intoArray(y, i);
        }
    }

    /// `y = log x` for normal positive x, error below 1 ulp away from 1.
    ///
    /// `x = m·2ᵏ` with m in `[√½, √2)` and `log m = 2·atanh((m − 1) / (m + 1))`.
    ///
    /// @param x `[n]`, normal and positive
    /// @param n how many
    /// @param y `[n]`, filled; may be `x`
    public static void log(float[] x, int n, float[] y) {
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            IntVector bits = fromArray(S, x, i).reinterpretAsInts();
            // 0x3F3504F3 is √½: the exponent of what is left then lies within half a step of 0
            IntVector k = bits.sub(0x3F3504F3).lanewise(VectorOperators.ASHR, 23);
            FloatVector m = bits.sub(k.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            FloatVector e =
                    k.add(Float.floatToRawIntBits(ROUND)).reinterpretAsFloats().sub(ROUND);
            FloatVector w = m.sub(1f).div(m.add(1f));
            FloatVector s = w.mul(w);
            FloatVector p = broadcast(S, 1f / 9);
            p = p.fma(s, broadcast(S, 1f / 7));
            p = p.fma(s, broadcast(S, 1f / 5));
            p = p.fma(s, broadcast(S, 1f / 3)).mul(s).fma(w, w);
            e.mul(0.6931472f).add(p.add(p)).intoArray(y, i);
        }
    }
}
