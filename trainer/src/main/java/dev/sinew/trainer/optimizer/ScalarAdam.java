package dev.sinew.trainer.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// [Adam] for a single number, in float64.
public final class ScalarAdam {
    private final AdamSettings settings;
    private double value;
    private double mean;
    private double square;
    private double power1 = 1;
    private double power2 = 1;

    /// Moments of zero.
    ///
    /// @param settings its numbers
    /// @param value to begin with
    public ScalarAdam(AdamSettings settings, double value) {
        this.settings = settings;
        this.value = value;
    }

    /// {@return the number}
    public double value() {
        return value;
    }

    /// Makes one step.
    ///
    /// @param gradient of what is minimised
    public void step(double gradient) {
        power1 *= settings.beta1();
        power2 *= settings.beta2();
        mean = settings.beta1() * mean + (1 - settings.beta1()) * gradient;
        square = settings.beta2() * square + (1 - settings.beta2()) * gradient * gradient;
        double size = Math.sqrt(square / (1 - power2)) + settings.epsilon();
        value -= settings.learningRate() / (1 - power1) * mean / size;
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeDouble(value);
        out.writeDouble(mean);
        out.writeDouble(square);
        out.writeDouble(power1);
        out.writeDouble(power2);
    }

    /// Takes over a state that [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        value = in.readDouble();
        mean = in.readDouble();
        square = in.readDouble();
        power1 = in.readDouble();
        power2 = in.readDouble();
    }
}
