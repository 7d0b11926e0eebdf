package dev.sinew.trainer.rollout;

import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.DiagonalGaussian;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TransposedLayers;

/// Some rows of a rollout as the policy's side of an update sees them, and the passes through the policy over them.
/// One thread.
public final class PolicyBatch {
    private final Rollout rollout;
    private final Parameters parameters;
    private final TransposedLayers transposed;
    private final Matrix observations;
    private final Matrix oldMeans;
    private final MlpForward forward;
    private final MlpBackward backward;
    private final DiagonalGaussian distribution;
    private final DiagonalGaussian old;
    private final float[] actions;
    private final float[] advantages;
    private final float[] oldLogPi;
    private final float[] logPi;

    /// Room for some rows.
    ///
    /// @param actorCritic whose policy and rollout it works on
    /// @param rows B
    public PolicyBatch(ActorCritic actorCritic, int rows) {
        rollout = actorCritic.rollout();
        parameters = actorCritic.policy();
        int size = actorCritic.sizes().action();
        observations = Matrix.byRow(rows, actorCritic.sizes().observation());
        oldMeans = Matrix.byRow(rows, size);
        transposed = new TransposedLayers(actorCritic.policyShape(), parameters);
        forward = new MlpForward(
                actorCritic.policyKernels(), actorCritic.policyShape(), parameters.values(), observations);
        backward = new MlpBackward(actorCritic.policyKernels(), forward, observations, parameters, transposed);
        distribution = new DiagonalGaussian(parameters);
        old = new DiagonalGaussian(parameters);
        actions = new float[rows * size];
        advantages = new float[rows];
        oldLogPi = new float[rows];
        logPi = new float[rows];
    }

    /// Begins an update: the policy as it is now is the old one, until the next call.
    public void begin() {
        old.read(parameters.values());
        distribution.read(parameters.values());
        transposed.refresh(0, 1);
    }

    /// Takes rows of the rollout, with their advantages as they are.
    ///
    /// @param order numbers of rows
    /// @param from where in `order` the first one stands
    public void gather(int[] order, int from) {
        int size = old.size();
        for (int r = 0; r < advantages.length; r++) {
            int row = order[from + r];
            copy(rollout.observations(), row, observations, r);
            copy(rollout.means(), row, oldMeans, r);
            System.arraycopy(rollout.actions(), row * size, actions, r * size, size);
            advantages[r] = rollout.advantages()[row];
            oldLogPi[r] = rollout.logPi()[row];
        }
    }

    private static void copy(Matrix from, int row, Matrix to, int into) {
        System.arraycopy(from.array(), row * from.stride(), to.array(), into * to.stride(), to.columns());
    }

    /// Standardises the advantages, `(Â − mean) / (std + 1e-8)` with the deviation over B − 1, as Stable-Baselines3.
    public void standardizeAdvantages() {
        double sum = 0;
        for (float advantage : advantages) {
            sum += advantage;
        }
        double mean = sum / advantages.length;
        double squares = 0;
        for (float advantage : advantages) {
            squares += (advantage - mean) * (advantage - mean);
        }
        double scale = 1 / (Math.sqrt(squares / (advantages.length - 1)) + 1e-8);
        for (int r = 0; r < advantages.length; r++) {
            advantages[r] = (float) ((advantages[r] - mean) * scale);
        }
    }

    /// Computes means and log π of the rows under the policy as it is.
    public void forward() {
        forward.run(0, advantages.length);
        distribution.logPi(forward.output(), 0, advantages.length, actions, logPi);
    }

    /// Takes the gradient of `Σ wᵣ·log π(aᵣ)` up to the output of the network and log σ; [#backward] goes on from
    /// there.
    ///
    /// @param weights w, `[B]`
    public void differentiate(float[] weights) {
        distribution.gradient(
                forward.output(),
                advantages.length,
                actions,
                weights,
                backward.outputGradient(),
                backward.gradient().values());
    }

    /// Adds the gradient of `weight·KL(old ‖ new)`, averaged over the rows; between [#differentiate] and [#backward].
    ///
    /// @param weight of the divergence
    public void addDivergence(double weight) {
        distribution.addDivergenceGradient(
                old,
                oldMeans,
                forward.output(),
                weight,
                backward.outputGradient(),
                backward.gradient().values());
    }

    /// Adds the gradient of `weight·entropy`, which is log σ's alone.
    ///
    /// @param weight of the entropy
    public void addEntropy(double weight) {
        int at = parameters.freeOffset();
        for (int k = 0; k < parameters.free(); k++) {
            backward.gradient().values()[at + k] += (float) weight;
        }
    }

    /// Propagates the gradient of the output to all parameters.
    public void backward() {
        backward.takeOutputGradient(0, advantages.length);
        backward.inputs(0, advantages.length);
        backward.weights(0, 1);
    }

    /// Takes note of new parameters.
    public void parametersChanged() {
        distribution.read(parameters.values());
        transposed.refresh(0, 1);
    }

    /// {@return KL(old ‖ new) averaged over the rows of the last forward pass, nats}
    public double divergence() {
        return distribution.divergenceFrom(old, oldMeans, forward.output(), advantages.length);
    }

    /// {@return B}
    public int rows() {
        return advantages.length;
    }

    /// {@return the policy's distribution, as of the last change noted}
    public DiagonalGaussian distribution() {
        return distribution;
    }

    /// {@return the pass over the rows}
    public MlpForward pass() {
        return forward;
    }

    /// {@return the backward pass over the rows}
    public MlpBackward backwardPass() {
        return backward;
    }

    /// {@return the observations of the rows}
    public Matrix observations() {
        return observations;
    }

    /// {@return actions, `[B, action]`; the array itself}
    public float[] actions() {
        return actions;
    }

    /// {@return advantages, `[B]`; the array itself}
    public float[] advantages() {
        return advantages;
    }

    /// {@return log π of the actions under the policy that acted, `[B]`; the array itself}
    public float[] oldLogPi() {
        return oldLogPi;
    }

    /// {@return log π of the actions, as of the last forward pass, `[B]`; the array itself}
    public float[] logPi() {
        return logPi;
    }

    /// {@return the gradient, filled by [#differentiate] and [#backward]}
    public Parameters gradient() {
        return backward.gradient();
    }
}
