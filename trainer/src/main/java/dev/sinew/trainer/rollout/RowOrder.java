package dev.sinew.trainer.rollout;

import dev.sinew.config.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The order in which an epoch takes the rows of a rollout.
public final class RowOrder {
    private final RandomStream random;
    private final int[] rows;

    /// The order of the rollout itself.
    ///
    /// @param rows B
    /// @param random where shuffles are drawn from
    public RowOrder(int rows, RandomStream random) {
        this.random = random;
        this.rows = new int[rows];
        for (int r = 0; r < rows; r++) {
            this.rows[r] = r;
        }
    }

    /// Shuffles, each order as likely as the others (Durstenfeld, *Algorithm 235*, CACM 7(7), 1964).
    public void shuffle() {
        for (int r = rows.length - 1; r > 0; r--) {
            int other = random.nextInt(r + 1);
            int row = rows[r];
            rows[r] = rows[other];
            rows[other] = row;
        }
    }

    /// {@return numbers of rows, `[B]`; the array itself}
    public int[] rows() {
        return rows;
    }

    /// Writes order and stream, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        random.save(out);
        for (int row : rows) {
            out.writeInt(row);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for as many rows
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        random.restore(in);
        for (int r = 0; r < rows.length; r++) {
            rows[r] = in.readInt();
        }
    }
}
