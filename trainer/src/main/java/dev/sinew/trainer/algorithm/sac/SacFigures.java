package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.loop.MetricSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Means over the updates since the last report, under the keys that Stable-Baselines3 uses.
final class SacFigures {
    private double actorLoss;
    private double criticLoss;
    private double temperature;
    private double temperatureLoss;
    private double entropy;
    private long count;

    /// Takes in the figures of an update.
    ///
    /// @param update the update
    void add(SacUpdate update) {
        actorLoss += update.actorLoss();
        criticLoss += update.criticLoss();
        temperature += update.alpha();
        temperatureLoss += update.temperatureLoss();
        entropy += update.entropy();
        count++;
    }

    /// Hands out the means and begins anew; nothing when there was no update.
    ///
    /// @param sink receives them
    void report(MetricSink sink) {
        if (count == 0) {
            return;
        }
        sink.metric("train/actor_loss", actorLoss / count);
        sink.metric("train/critic_loss", criticLoss / count);
        sink.metric("train/ent_coef", temperature / count);
        sink.metric("train/ent_coef_loss", temperatureLoss / count);
        sink.metric("train/entropy", entropy / count);
        actorLoss = 0;
        criticLoss = 0;
        temperature = 0;
        temperatureLoss = 0;
        entropy = 0;
        count = 0;
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        out.writeDouble(actorLoss);
        out.writeDouble(criticLoss);
        out.writeDouble(temperature);
        out.writeDouble(temperatureLoss);
        out.writeDouble(entropy);
        out.writeLong(count);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException {
        actorLoss = in.readDouble();
        criticLoss = in.readDouble();
        temperature = in.readDouble();
        temperatureLoss = in.readDouble();
        entropy = in.readDouble();
        count = in.readLong();
    }
}
