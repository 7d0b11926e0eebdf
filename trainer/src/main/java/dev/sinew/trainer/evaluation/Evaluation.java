package dev.sinew.trainer.evaluation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What an evaluation found.
///
/// @param returns the sum of rewards of each episode, at least one
/// @param meanLength mean number of steps of an episode
public record Evaluation(List<Double> returns, double meanLength) {
    /// Copies the returns and refuses an evaluation of nothing.
    public Evaluation {
        returns = List.copyOf(returns);
        if (returns.isEmpty()) {
            throw new IllegalArgumentException("evaluation must hold at least 1 episode, held none");
        }
    }

    /// {@return how many episodes were played}
    public int episodes() {
        return returns.size();
    }

    /// {@return mean of the returns}
    public double mean() {
        double sum = 0;
        for (double value : returns) {
            sum += value;
        }
        return sum / returns.size();
    }

    /// {@return standard deviation of the returns over their number n, not n − 1, as NumPy and Stable-Baselines3 do}
    public double std() {
        double mean = mean();
        double squares = 0;
        for (double value : returns) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / returns.size());
    }

    /// {@return the lowest return}
    public double min() {
        return returns.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /// {@return the highest return}
    public double max() {
        return returns.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// Writes all of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeInt(returns.size());
        for (double value : returns) {
            out.writeDouble(value);
        }
        out.writeDouble(meanLength);
    }

    /// {@return what [#save] wrote}
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public static Evaluation restore(DataInput in) throws IOException {
        int episodes = in.readInt();
        List<Double> returns = new ArrayList<>();
        for (int i = 0; i < episodes; i++) {
            returns.add(in.readDouble());
        }
        return new Evaluation(returns, in.readDouble());
    }
}
