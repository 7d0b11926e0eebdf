package dev.sinew.trainer.rollout;

import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TransposedLayers;

/// Some rows of a rollout as the value function's side of an update sees them, and the passes through it. One thread.
public final class ValueBatch {
    private final Rollout rollout;
    private final TransposedLayers transposed;
    private final Matrix observations;
    private final MlpForward forward;
    private final MlpBackward backward;
    private final float[] returns;
    private final float[] oldValues;

    /// Room for some rows.
    ///
    /// @param actorCritic whose value function and rollout it works on
    /// @param rows B
    public ValueBatch(ActorCritic actorCritic, int rows) {
        rollout = actorCritic.rollout();
        observations = Matrix.byRow(rows, actorCritic.sizes().observation());
        transposed = new TransposedLayers(actorCritic.valueShape(), actorCritic.value());
        forward = new MlpForward(
                actorCritic.valueKernels(),
                actorCritic.valueShape(),
                actorCritic.value().values(),
                observations);
        backward = new MlpBackward(actorCritic.valueKernels(), forward, observations, actorCritic.value(), transposed);
        returns = new float[rows];
        oldValues = new float[rows];
    }

    /// Begins an update: takes over the parameters as they are.
    public void begin() {
        transposed.refresh(0, 1);
    }

    /// Takes rows of the rollout.
    ///
    /// @param order numbers of rows
    /// @param from where in `order` the first one stands
    public void gather(int[] order, int from) {
        Matrix seen = rollout.observations();
        for (int r = 0; r < returns.length; r++) {
            int row = order[from + r];
            System.arraycopy(
                    seen.array(),
                    row * seen.stride(),
                    observations.array(),
                    r * observations.stride(),
                    observations.columns());
            returns[r] = rollout.returns()[row];
            oldValues[r] = rollout.values()[row];
        }
    }

    /// Values the rows.
    public void forward() {
        forward.run(0, returns.length);
    }

    /// Computes the gradient of the parameters from [#valueGradient].
    public void backward() {
        backward.inputs(0, returns.length);
        backward.weights(0, 1);
    }

    /// Takes note of new parameters.
    public void parametersChanged() {
        transposed.refresh(0, 1);
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

    /// {@return what is to be learned, `[B]`; the array itself}
    public float[] returns() {
        return returns;
    }

    /// {@return values when the rollout ended, `[B]`; the array itself}
    public float[] oldValues() {
        return oldValues;
    }

    /// {@return values as of the last forward pass, `[B]`; the array itself}
    public float[] values() {
        return forward.scalars();
    }

    /// {@return where the gradient of the loss by the values goes, `[B]`; the array itself}
    public float[] valueGradient() {
        return backward.scalarGradient();
    }

    /// {@return the gradient, filled by [#backward]}
    public Parameters gradient() {
        return backward.gradient();
    }
}
