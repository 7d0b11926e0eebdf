package dev.sinew.trainer.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Arrays of floats in checkpoints: their length, then their bits, big-endian.
public final class FloatArrays {
    private FloatArrays() {}

    /// Writes a part of an array.
    ///
    /// @param values to write
    /// @param from first index
    /// @param to index after the last
    /// @param out where to
    /// @throws IOException when `out` fails
    public static void write(float[] values, int from, int to, DataOutput out) throws IOException {
        int length = to - from;
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * length);
        bytes.asFloatBuffer().put(values, from, length);
        out.writeInt(length);
        out.write(bytes.array());
    }

    /// Reads what [#write] wrote into a part of an array.
    ///
    /// @param values filled in that part
    /// @param from first index
    /// @param to index after the last
    /// @param in what write wrote
    /// @throws IOException when `in` fails or holds another number of floats
    public static void read(float[] values, int from, int to, DataInput in) throws IOException {
        int length = to - from;
        int found = in.readInt();
        if (found != length) {
            throw new IOException("checkpoint must hold " + length + " floats here, held " + found);
        }
        byte[] bytes = new byte[Float.BYTES * length];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values, from, length);
    }
}
