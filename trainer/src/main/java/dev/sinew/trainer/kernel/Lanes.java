package dev.sinew.trainer.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The vectors of this machine, and how the 16-wide panels are cut into them: half a panel, one panel or two panels
/// are worked on at a time, always by two vectors. Bits do not depend on it, because no sum runs across lanes.
final class Lanes {
    /// Floats side by side in a panel.
    static final int PANEL = 16;

    /// The widest vectors of the machine, at least 128 and at most 512 bits.
    static final VectorSpecies<Float> SPECIES = species();

    /// Integers of the same width.
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());

    /// Where large arrays that vectors are loaded from begin to be used. Collectors lay them at whole pages, the
    /// first number comes 16 bytes behind, and a vector that lies across two cache lines takes two loads: a product
    /// of 256 by 256 numbers was measured at 0.87 of a core's peak from here, at 0.81 from the first. Bits do not
    /// depend on it.
    static final int FIRST = 12;

    /// Floats in one vector.
    static final int WIDTH = SPECIES.length();

    /// Columns of one tile: two vectors.
    static final int TILE = 2 * WIDTH;

    /// Vector registers, told by the width: 16 with AVX2, 32 with AVX-512 and on arm64. Only speed depends on it.
    static final int REGISTERS = WIDTH == 8 ? 16 : 32;

    private Lanes() {}

    /// {@return the smallest multiple of `unit` that is not below `n`}
    ///
    /// @param n a count
    /// @param unit a count
    static int roundUp(int n, int unit) {
        return Math.ceilDiv(n, unit) * unit;
    }

    /// {@return where the second vector of a tile lies after the first}
    ///
    /// @param column first column of the tile
    /// @param columns of the matrix, a multiple of [#PANEL]
    /// @param panel floats between two panels
    static int second(int column, int columns, int panel) {
        if (WIDTH < PANEL) {
            return WIDTH;
        }
        return column + PANEL < columns ? panel : 0; // the last of an odd number of panels is worked on twice
    }

    /// {@return where a column begins}
    ///
    /// @param column index
    /// @param panel floats between two panels
    static int at(int column, int panel) {
        return column / PANEL * panel + column % PANEL;
    }

    /// {@return the sum of sixteen numbers, added as a tree}
    ///
    /// @param p holds them
    /// @param o where they begin
    static float tree(float[] p, int o) {
        float low = ((p[o] + p[o + 1]) + (p[o + 2] + p[o + 3])) + ((p[o + 4] + p[o + 5]) + (p[o + 6] + p[o + 7]));
        float high =
                ((p[o + 8] + p[o + 9]) + (p[o + 10] + p[o + 11])) + ((p[o + 12] + p[o + 13]) + (p[o + 14] + p[o + 15]));
        return low + high;
    }

    private static VectorSpecies<Float> species() {
        VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
        if (preferred.vectorBitSize() > 512) {
            return FloatVector.SPECIES_512;
        }
        return preferred.vectorBitSize() < 128 ? FloatVector.SPECIES_128 : preferred;
    }
}
