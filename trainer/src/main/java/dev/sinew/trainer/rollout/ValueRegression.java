package dev.sinew.trainer.rollout;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Norm;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Fits the value function to the returns of a rollout by itself: the mean squared error, `mean (V − R)²`, by Adam on
/// shuffled minibatches. For algorithms whose policy takes steps of another kind. One thread; nothing is allocated.
public final class ValueRegression {
    private final Settings settings;
    private final ValueBatch batch;
    private final Adam adam;
    private final RowOrder order;
    private final Norm norm = new Norm();
    private double loss;

    /// What becomes of the learning rate.
    public enum Schedule {
        /// It stays.
        CONSTANT,
        /// It falls to zero over the training.
        LINEAR;

        /// {@return the learning rate}
        ///
        /// @param first to begin with
        /// @param progress share of the training that is done
        public double rate(double first, double progress) {
            return switch (this) {
                case CONSTANT -> first;
                case LINEAR -> first * (1 - progress);
            };
        }
    }

    /// How the value function is fitted.
    ///
    /// @param adam learning rate to begin with, β and ε
    /// @param schedule what becomes of the learning rate
    /// @param epochs passes over each rollout
    /// @param batch rows of a minibatch; divides the rollout's T·N
    /// @param largestGradient norm that the gradient is cut to, positive; infinite for any norm
    public record Settings(AdamSettings adam, Schedule schedule, int epochs, int batch, double largestGradient) {
        /// Refuses numbers out of range.
        public Settings {
            if (epochs < 1) {
                throw new IllegalArgumentException("value epochs must be at least 1, was " + epochs);
            }
            if (batch < 1) {
                throw new IllegalArgumentException("value batch must be at least 1, was " + batch);
            }
            if (!(largestGradient > 0)) {
                throw new IllegalArgumentException("largest gradient must be positive, was " + largestGradient);
            }
        }

        /// {@return settings read from a file; gradients are not cut}
        ///
        /// @param section the keys `value_learning_rate`, `value_schedule`, `value_epochs` and `value_batch`
        public static Settings read(Section section) {
            return section.made(() -> new Settings(
                    AdamSettings.ofRate(section.number("value_learning_rate", Range.above(0, 1))),
                    section.choice("value_schedule", Schedule.class),
                    section.integer("value_epochs", 1, 10_000),
                    section.integer("value_batch", 1, 1_000_000),
                    Double.POSITIVE_INFINITY));
        }
    }

    /// Binds a value function.
    ///
    /// @param settings how it is fitted
    /// @param actorCritic whose value function and rollout it works on
    /// @param random for the order of rows
    public ValueRegression(Settings settings, ActorCritic actorCritic, RandomStream random) {
        this.settings = settings;
        batch = new ValueBatch(actorCritic, settings.batch());
        adam = new Adam(settings.adam(), actorCritic.value(), batch.gradient());
        order = new RowOrder(actorCritic.rollout().rows(), random);
    }

    /// Fits to the rollout, which is complete.
    ///
    /// @param progress share of the training that is done
    public void fit(double progress) {
        adam.setRate(settings.schedule().rate(settings.adam().learningRate(), progress));
        batch.begin();
        double sum = 0;
        int steps = 0;
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            order.shuffle();
            for (int first = 0; first < order.rows().length; first += settings.batch()) {
                sum += step(first);
                steps++;
            }
        }
        loss = sum / steps;
    }

    private double step(int first) {
        batch.gather(order.rows(), first);
        batch.forward();
        double squares = 0;
        float[] gradient = batch.valueGradient();
        for (int r = 0; r < gradient.length; r++) {
            float error = batch.values()[r] - batch.returns()[r];
            gradient[r] = 2 * error / gradient.length;
            squares += (double) error * error;
        }
        batch.backward();
        cut(batch.gradient().values());
        adam.begin();
        adam.step(0, 1);
        batch.parametersChanged();
        return squares / gradient.length;
    }

    private void cut(float[] gradient) {
        double factor = settings.largestGradient() / (Math.sqrt(norm.squares(gradient)) + 1e-6);
        if (factor < 1) {
            Norm.scale(gradient, (float) factor);
        }
    }

    /// {@return the mean squared error over the minibatches of the last fit, each before its step}
    public double loss() {
        return loss;
    }

    /// Writes moments and order of rows, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        adam.save(out);
        order.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        adam.restore(in);
        order.restore(in);
    }
}
