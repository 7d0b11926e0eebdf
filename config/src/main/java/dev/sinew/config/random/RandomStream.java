package dev.sinew.config.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One stream of random numbers: xoshiro256++ (Blackman and Vigna, *Scrambled Linear Pseudorandom Number Generators*,
/// ACM TOMS 47(4), 2021), seeded through SplitMix64 (Steele, Lea and Flood, *Fast Splittable Pseudorandom Number
/// Generators*, OOPSLA 2014). Its 256 bits of state can be saved; [StrictMath] keeps its numbers the same everywhere.
///
/// A part that needs numbers takes a stream as a parameter and splits it for each purpose, so that one more draw in
/// one place changes no number in another. One thread at a time; a draw allocates nothing.
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /// The stream of a seed.
    ///
    /// @param seed any number
    public RandomStream(long seed) {
        restart(seed);
    }

    /// Becomes the stream of a seed, as if it had just been made. Allocates nothing.
    ///
    /// @param seed any number
    public void restart(long seed) {
        long counter = seed + GOLDEN_GAMMA;
        s0 = mix(counter);
        counter += GOLDEN_GAMMA;
        s1 = mix(counter);
        counter += GOLDEN_GAMMA;
        s2 = mix(counter);
        counter += GOLDEN_GAMMA;
        s3 = mix(counter);
    }

    /// {@return a stream of its own for one purpose; draws nothing from this one}
    ///
    /// @param purpose what it is for
    public RandomStream split(String purpose) {
        long hash = 0xCBF29CE484222325L; // FNV-1a, 64 bits
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
        }
        return split(hash);
    }

    /// {@return a stream of its own for one of many alike, such as a world; draws nothing from this one}
    ///
    /// @param index which
    public RandomStream split(long index) {
        return new RandomStream(seedOf(index));
    }

    /// {@return the seed of one of many streams alike, as [#split(long)] makes it; draws nothing}
    ///
    /// @param index which
    public long seedOf(long index) {
        return mix(mix(s0 ^ Long.rotateLeft(s2, 17)) + GOLDEN_GAMMA * (2 * index + 1));
    }

    /// {@return 64 random bits}
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /// {@return a number in `[0, 1)`, a multiple of 2⁻⁵³}
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /// {@return a number between two others}
    ///
    /// @param low lowest
    /// @param high not reached, unless it equals `low`
    public double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /// {@return a number in `[0, bound)`, each as likely as the others}
    ///
    /// @param bound at least 1
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, was " + bound);
        }
        // the high half of a 64-bit product; rejection keeps it exact (Lemire, ACM TOMACS 29(1), 2019)
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xFFFF_FFFFL;
        if (low < bound) {
            long threshold = (0x1_0000_0000L - bound) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xFFFF_FFFFL;
            }
        }
        return (int) (product >>> 32);
    }

    /// {@return a draw from the standard normal distribution (Marsaglia's polar method, one of its two)}
    public double nextGaussian() {
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double s = x * x + y * y;
            if (s < 1 && s > 0) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /// Writes the state.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeLong(s0);
        out.writeLong(s1);
        out.writeLong(s2);
        out.writeLong(s3);
    }

    /// Takes over a state that [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        s0 = in.readLong();
        s1 = in.readLong();
        s2 = in.readLong();
        s3 = in.readLong();
    }

    /// SplitMix64's output function.
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
