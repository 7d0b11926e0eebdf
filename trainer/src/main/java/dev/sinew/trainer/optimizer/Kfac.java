package dev.sinew.trainer.optimizer;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.SecondMoment;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Natural gradient steps with Kronecker factors inside a trust region, over the parameters of a network: section 3.2
/// of Wu, Mansimov, Liao, Grosse and Ba, *Scalable trust-region method for deep reinforcement learning using
/// Kronecker-factored approximation*, arXiv:1708.05144v2, with the running averages, the momentum and the first steps
/// of OpenAI Baselines.
///
/// For each step: pass forward, [#takeInputs], pass sampled scores back to the layers' sums, [#addScores], pass the
/// gradient of the loss back, [#step]. One thread; nothing is allocated.
public final class Kfac {
    private final KfacSettings settings;
    private final Parameters parameters;
    private final Parameters gradient;
    private final Parameters direction;
    private final Parameters velocity;
    private final List<KfacLayer> layers = new ArrayList<>();
    private final Optional<FreeBlock> free;
    private final Optional<Matrix> scalarScores;
    private final float[] scalarGradient;
    private final int rows;
    private long steps;
    private double curvature;
    private double scale = 1;

    /// Averages and velocity of zero.
    ///
    /// @param settings its numbers
    /// @param kernels of the learner
    /// @param forward the pass over the batch
    /// @param input of that pass
    /// @param backward the pass back; scores and gradient of the loss go through it one after the other
    /// @param parameters changed by each step
    public Kfac(
            KfacSettings settings,
            Kernels kernels,
            MlpForward forward,
            Matrix input,
            MlpBackward backward,
            Parameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
        gradient = backward.gradient();
        direction = parameters.zeros();
        velocity = parameters.zeros();
        rows = input.rows();
        Dense head = forward.mlp().head();
        scalarGradient = backward.scalarGradient();
        scalarScores = head.isColumn() ? Optional.of(Matrix.byRow(rows, 1)) : Optional.empty();
        List<Dense> all = parameters.layers();
        for (int i = 0; i < all.size(); i++) {
            Matrix x = i == 0 ? input : forward.activations().get(i - 1);
            Matrix g = i < all.size() - 1
                    ? backward.sumGradients().get(i)
                    : scalarScores.orElseGet(backward::outputGradient);
            layers.add(new KfacLayer(all.get(i), new SecondMoment(kernels, x), new SecondMoment(kernels, g)));
        }
        free = parameters.free() > 0
                ? Optional.of(new FreeBlock(parameters.freeOffset(), parameters.free()))
                : Optional.empty();
    }

    /// Begins the statistics of a step: `A = Σāāᵀ/N` of each layer as of the last forward pass.
    public void takeInputs() {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).takeInputs(rows);
        }
    }

    /// Adds `Σggᵀ/N` of each layer to S, with the gradients of the layers' sums as they were passed back, of
    /// each row alone and not of a mean.
    public void addScores() {
        if (scalarScores.isPresent()) {
            Matrix to = scalarScores.get();
            for (int r = 0; r < rows; r++) {
                to.array()[r * to.stride()] = scalarGradient[r];
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).addScores(rows);
        }
    }

    /// {@return the Fisher matrix of the numbers that belong to no layer, `[free, free]`, to be filled by the caller
    /// before each step; the array itself}
    ///
    /// @throws IllegalStateException when there are no such numbers
    public double[][] freeFisher() {
        return free.map(block -> block.fisher)
                .orElseThrow(() -> new IllegalStateException("parameters must have free numbers, had none"));
    }

    /// Takes the statistics into the running averages and makes one step with the gradient of the loss:
    /// `v ← μ·v + ν·U` and `θ ← θ − η·(1 − μ)·v`, with `ν = min(1, √(δ / (η²·Σ⟨U, G⟩)))`; in the first steps U is
    /// the gradient and ν is 1. Where a factor is not finite nothing is changed but the averages.
    ///
    /// @param rate η
    /// @return the name of the first factor that is not finite; empty when all is well
    public Optional<String> step(double rate) {
        average();
        Optional<String> culprit = firstNotFinite();
        if (culprit.isPresent()) {
            return culprit;
        }
        boolean cold = steps < settings.coldSteps();
        if (cold) {
            System.arraycopy(gradient.values(), 0, direction.values(), 0, gradient.values().length);
            curvature = 0;
            scale = 1;
        } else {
            precondition();
            scale = scale(settings.clip(), rate, curvature);
        }
        if (steps == settings.coldSteps()) {
            Arrays.fill(velocity.values(), 0f);
        }
        move((float) settings.momentum(), (float) scale, (float) (rate * (1 - settings.momentum())));
        steps++;
        return Optional.empty();
    }

    /// {@return ν, by which a step is shortened so that `η²·ν²·Σ⟨U, G⟩` is at most δ}
    ///
    /// @param clip δ
    /// @param rate η
    /// @param curvature `Σ⟨U, G⟩`, which is `UᵀFU` up to the damping
    static double scale(double clip, double rate, double curvature) {
        return Math.min(1, Math.sqrt(clip / (rate * rate * curvature)));
    }

    /// A plain mean over the first steps, or the first batch alone where there are no such steps; then one that
    /// forgets.
    private void average() {
        int first = Math.max(1, settings.coldSteps());
        boolean filling = steps < first;
        double keep = filling ? 1 : settings.statisticsDecay();
        double take = filling ? 1.0 / first : 1 - settings.statisticsDecay();
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).average(keep, take);
        }
        if (free.isPresent()) {
            free.get().average(keep, take);
        }
    }

    private Optional<String> firstNotFinite() {
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).factors().isFinite()) {
                return Optional.of("factors of " + layers.get(i).layer().name());
            }
        }
        return free.isPresent() && !free.get().factors.isFinite()
                ? Optional.of("Fisher matrix of " + Parameters.FREE)
                : Optional.empty();
    }

    private void precondition() {
        boolean due = (steps - settings.coldSteps()) % settings.interval() == 0;
        float[] from = gradient.values();
        float[] to = direction.values();
        curvature = 0;
        for (int i = 0; i < layers.size(); i++) {
            KfacLayer layer = layers.get(i);
            if (due) {
                layer.factors().decompose();
            }
            curvature += layer.precondition(from, settings.form(), settings.damping() + settings.weightDecay(), to);
        }
        if (free.isPresent()) {
            if (due) {
                free.get().factors.decompose();
            }
            curvature += free.get().precondition(from, settings, to);
        }
    }

    private void move(float momentum, float share, float rate) {
        float[] u = direction.values();
        float[] v = velocity.values();
        float[] theta = parameters.values();
        for (int i = 0; i < theta.length; i++) {
            v[i] = momentum * v[i] + share * u[i];
            theta[i] -= rate * v[i];
        }
    }

    /// {@return `Σ⟨U, G⟩` of the last step, over all layers}
    public double curvature() {
        return curvature;
    }

    /// {@return ν of the last step}
    public double scale() {
        return scale;
    }

    /// {@return the factors of a layer}
    ///
    /// @param layer counted from 0
    public KroneckerFactors factors(int layer) {
        return layers.get(layer).factors();
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeLong(steps);
        velocity.save(out);
        for (KfacLayer layer : layers) {
            layer.factors().save(out);
        }
        if (free.isPresent()) {
            free.get().factors.save(out);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for the same network
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        steps = in.readLong();
        velocity.restore(in);
        for (KfacLayer layer : layers) {
            layer.factors().restore(in);
        }
        if (free.isPresent()) {
            free.get().factors.restore(in);
        }
    }

    /// The numbers that belong to no layer: a layer of one constant input, so that its factors are 1 and the Fisher
    /// matrix.
    private static final class FreeBlock {
        private final int offset;
        private final KroneckerFactors factors;
        private final double[][] one = {{1}};
        private final double[][] fisher;
        private final double[][] gradient;
        private final double[][] direction;

        FreeBlock(int offset, int size) {
            this.offset = offset;
            factors = new KroneckerFactors(1, size);
            fisher = new double[size][size];
            gradient = new double[1][size];
            direction = new double[1][size];
        }

        void average(double keep, double take) {
            factors.average(one, fisher, keep, take);
        }

        double precondition(float[] from, KfacSettings settings, float[] to) {
            double[] g = gradient[0];
            double[] u = direction[0];
            for (int k = 0; k < g.length; k++) {
                g[k] = from[offset + k];
            }
            factors.precondition(gradient, settings.form(), settings.damping(), direction);
            double product = 0;
            for (int k = 0; k < g.length; k++) {
                to[offset + k] = (float) u[k];
                product += u[k] * g[k];
            }
            return product;
        }
    }
}
