package dev.sinew.trainer.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Arrays of floats in checkpoints: their length, then their bits, big-endian.
public final class FloatArrays {
    private FloatArrays() {}

    /// Writes the beginning of an array.
    ///
    /// @param values to write
    /// @param length how many
    /// @param out where to
    /// @throws IOException when `out` fails
    public static void write(float[] values, int length, DataOutput out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * length);
        bytes.asFloatBuffer().put(values, 0, length);
        out.writeInt(length);
        out.write(bytes.array());
    }

    /// Reads what [#write] wrote into the beginning of an array.
    ///
    /// @param values filled
    /// @param length how many it must be
    /// @param in what write wrote
    /// @throws IOException when `in` fails or holds another number of floats
    public static void read(float[] values, int length, DataInput in) throws IOException {
        int found = in.readInt();
        if (found != length) {
            throw new IOException("checkpoint must hold " + length + " floats here, held " + found);
        }
        byte[] bytes = new byte[Float.BYTES * length];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values, 0, length);
    }
}
