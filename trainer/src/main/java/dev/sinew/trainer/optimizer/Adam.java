package dev.sinew.trainer.optimizer;

import dev.sinew.trainer.kernel.AdamKernel;
import dev.sinew.trainer.network.Parameters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Adam over the parameters of a network (Kingma and Ba, arXiv:1412.6980v9), in float32 as PyTorch runs it.
/// One thread begins a step, then threads may share it as parts.
public final class Adam {
    private final AdamSettings settings;
    private final Parameters mean;
    private final Parameters square;
    private final AdamKernel kernel;
    private double rate;
    private double power1 = 1;
    private double power2 = 1;

    /// Moments of zero.
    ///
    /// @param settings its numbers
    /// @param parameters changed by each step
    /// @param gradient read by each step
    public Adam(AdamSettings settings, Parameters parameters, Parameters gradient) {
        this.settings = settings;
        rate = settings.learningRate();
        mean = parameters.zeros();
        square = parameters.zeros();
        kernel = new AdamKernel(
                parameters.values(),
                gradient.values(),
                mean.values(),
                square.values(),
                settings.beta1(),
                settings.beta2(),
                settings.epsilon());
    }

    /// Sets the learning rate of the steps to come, for schedules; it is not saved.
    ///
    /// @param learningRate positive
    public void setRate(double learningRate) {
        rate = learningRate;
    }

    /// Begins the next step: corrects both moments for having begun at zero.
    public void begin() {
        power1 *= settings.beta1();
        power2 *= settings.beta2();
        kernel.begin((float) (rate / (1 - power1)), (float) (1 / Math.sqrt(1 - power2)));
    }

    /// Does the share of one part.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void step(int part, int parts) {
        kernel.step(part, parts);
    }

    /// Does the share of one part and lets a target follow, `target ← target + τ·(parameters − target)`.
    ///
    /// @param target changed
    /// @param tau τ, in `(0, 1]`
    /// @param part which, from 0
    /// @param parts how many share the work
    public void stepAndFollow(Parameters target, float tau, int part, int parts) {
        kernel.stepAndFollow(target.values(), tau, part, parts);
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeDouble(power1);
        out.writeDouble(power2);
        mean.save(out);
        square.save(out);
    }

    /// Takes over a state that [#save] wrote.
    ///
    /// @param in what save wrote, for the same layers
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        power1 = in.readDouble();
        power2 = in.readDouble();
        mean.restore(in);
        square.restore(in);
    }
}
