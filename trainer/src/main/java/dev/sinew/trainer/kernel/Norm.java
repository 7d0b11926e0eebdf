package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Length of a vector, and shortening it. One thread at a time.
public final class Norm {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final float[] partial = new float[Lanes.PANEL];

    /// Ready to measure.
    public Norm() {}

    /// {@return the sum of the squares of all numbers}: sixteen partial sums whatever the width of the vectors, added
    /// in float64 in their order.
    ///
    /// @param values a multiple of 16
    public double squares(float[] values) {
        for (int lane = 0; lane < Lanes.PANEL; lane += Lanes.WIDTH) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = lane; i < values.length; i += Lanes.PANEL) {
                FloatVector v = fromArray(S, values, i);
                sum = v.fma(v, sum);
            }
            sum.intoArray(partial, lane);
        }
        double total = 0;
        for (float part : partial) {
            total += part;
        }
        return total;
    }

    /// Multiplies all numbers.
    ///
    /// @param values a multiple of 16, changed
    /// @param factor by what
    public static void scale(float[] values, float factor) {
        for (int i = 0; i < values.length; i += Lanes.WIDTH) {
            fromArray(S, values, i).mul(factor).intoArray(values, i);
        }
    }
}
