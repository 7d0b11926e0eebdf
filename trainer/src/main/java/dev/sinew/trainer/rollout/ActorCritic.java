package dev.sinew.trainer.rollout;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.DiagonalGaussian;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.normalization.ReturnScale;
import dev.sinew.trainer.normalization.RunningMoments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// A Gaussian policy and a value function, how they see the worlds, and the rollout they are filling. Everything that
/// the on-policy algorithms share; what an update does with it is theirs.
///
/// Two threads work on policy and value function apart, so that nothing depends on how many there are.
public final class ActorCritic {
    private final Sizes sizes;
    private final KernelTeam team;
    private final Kernels policyKernels = new Kernels();
    private final Kernels valueKernels = new Kernels();
    private final Mlp policyShape;
    private final Mlp valueShape;
    private final Parameters policy;
    private final Parameters value;
    private final Optional<RunningMoments> moments;
    private final Optional<ReturnScale> returnScale;
    private final Gae gae;
    private final Explorer explorer;
    private final Rollout rollout;
    private final DiagonalGaussian distribution;
    private final MlpForward policyPass;
    private final MlpForward valuePass;
    private final Matrix edge;
    private final MlpForward edgePass;
    private int step;

    /// How large everything is.
    ///
    /// @param observation floats of one observation
    /// @param action floats of one action
    /// @param worlds N
    public record Sizes(int observation, int action, int worlds) {}

    /// Draws parameters.
    ///
    /// @param settings shapes and what a rollout is
    /// @param sizes of the task
    /// @param team works on policy and value function
    /// @param random split for each purpose
    public ActorCritic(ActorCriticSettings settings, Sizes sizes, KernelTeam team, RandomStream random) {
        this.sizes = sizes;
        this.team = team;
        ActorCriticSettings.Network actor = settings.policy();
        ActorCriticSettings.Network critic = settings.value();
        policyShape =
                new Mlp(sizes.observation(), actor.hidden(), sizes.action(), actor.activation()).withMatrixOutput();
        valueShape = new Mlp(sizes.observation(), critic.hidden(), 1, critic.activation());
        policy = policyShape.initialize(
                actor.initialization(), actor.hiddenGain(), actor.headGain(), sizes.action(), random.split("policy"));
        int free = policy.freeOffset();
        Arrays.fill(policy.values(), free, free + sizes.action(), (float) settings.initialLogStd());
        value = valueShape.initialize(
                critic.initialization(), critic.hiddenGain(), critic.headGain(), 0, random.split("value function"));
        moments = settings.normalizesObservations()
                ? Optional.of(new RunningMoments(sizes.observation()))
                : Optional.empty();
        gae = settings.gae();
        returnScale = settings.normalizesReturns()
                ? Optional.of(new ReturnScale(sizes.worlds(), gae.discount()))
                : Optional.empty();
        explorer = new Explorer(policyKernels, policyShape, policy, random.split("exploration"));
        rollout = new Rollout(settings.rolloutSteps(), sizes.worlds(), sizes.observation(), sizes.action());
        distribution = new DiagonalGaussian(policy);
        policyPass = new MlpForward(policyKernels, policyShape, policy.values(), rollout.observations());
        valuePass = new MlpForward(valueKernels, valueShape, value.values(), rollout.observations());
        edge = Matrix.byRow(sizes.worlds(), sizes.observation());
        edgePass = new MlpForward(valueKernels, valueShape, value.values(), edge);
    }

    /// {@return how large everything is}
    public Sizes sizes() {
        return sizes;
    }

    /// {@return who works on it}
    public KernelTeam team() {
        return team;
    }

    /// {@return innermost loops of the policy; one thread at a time}
    public Kernels policyKernels() {
        return policyKernels;
    }

    /// {@return innermost loops of the value function; one thread at a time}
    public Kernels valueKernels() {
        return valueKernels;
    }

    /// {@return from a normalised observation to μ of each action entry}
    public Mlp policyShape() {
        return policyShape;
    }

    /// {@return from a normalised observation to V}
    public Mlp valueShape() {
        return valueShape;
    }

    /// {@return parameters of the policy; its free numbers are log σ}
    public Parameters policy() {
        return policy;
    }

    /// {@return parameters of the value function}
    public Parameters value() {
        return value;
    }

    /// {@return running statistics of the observations, if they are normalised}
    public Optional<RunningMoments> moments() {
        return moments;
    }

    /// {@return the rollout, allocated once}
    public Rollout rollout() {
        return rollout;
    }

    /// Chooses actions for worlds outside of a rollout.
    ///
    /// @param observations raw, `[N, observation]`
    /// @param worlds N, any number
    /// @param explore true draws, false takes the mean
    /// @param actions in [−1, 1], `[N, action]`, filled
    void act(float[] observations, int worlds, boolean explore, float[] actions) {
        explorer.act(observations, worlds, moments, explore, actions);
    }

    /// Draws an action for each world and notes it down.
    ///
    /// @param observations raw, `[N, observation]`
    /// @param actions in [−1, 1], `[N, action]`, filled
    void sample(float[] observations, float[] actions) {
        if (moments.isPresent()) {
            moments.get().update(observations, sizes.worlds());
        }
        Matrix seen = rollout.observations();
        for (int w = 0; w < sizes.worlds(); w++) {
            int row = step * sizes.worlds() + w;
            observe(observations, w, seen.array(), row * seen.stride());
        }
        explorer.draw(seen, step * sizes.worlds(), sizes.worlds(), rollout.actions());
        int from = step * sizes.worlds() * sizes.action();
        for (int i = 0; i < sizes.worlds() * sizes.action(); i++) {
            actions[i] = Math.clamp(rollout.actions()[from + i], -1f, 1f);
        }
    }

    /// Notes down where the actions led.
    ///
    /// @param batch of all worlds
    void observe(StepBatch batch) {
        int first = step * sizes.worlds();
        if (returnScale.isPresent()) {
            returnScale.get().scale(batch.rewards(), batch::ended, rollout.rewards(), first);
        } else {
            for (int w = 0; w < sizes.worlds(); w++) {
                rollout.rewards()[first + w] = (float) batch.rewards()[w];
            }
        }
        System.arraycopy(batch.terminated(), 0, rollout.terminated(), first, sizes.worlds());
        boolean cut = false;
        for (int w = 0; w < sizes.worlds(); w++) {
            boolean truncated = batch.truncated()[w] && !batch.terminated()[w];
            rollout.truncated()[first + w] = truncated;
            cut |= truncated;
        }
        if (cut) {
            evaluate(batch.finalObservations());
            for (int w = 0; w < sizes.worlds(); w++) {
                rollout.finalValues()[first + w] = rollout.truncated()[first + w] ? edgePass.scalars()[w] : 0f;
            }
        }
        step++;
        if (step == rollout.steps()) {
            evaluate(batch.observations());
            System.arraycopy(edgePass.scalars(), 0, rollout.lastValues(), 0, sizes.worlds());
        }
    }

    /// Completes a full rollout: means, log π, values, advantages and returns.
    ///
    /// @return it
    Rollout finish() {
        if (step != rollout.steps()) {
            throw new IllegalStateException(
                    "rollout must hold %d steps before an update, held %d".formatted(rollout.steps(), step));
        }
        step = 0;
        team.run(this::value);
        gae.fill(rollout);
        return rollout;
    }

    private void value(int part, int parts) {
        if (part == 0) {
            policyPass.run(0, rollout.rows());
            Matrix means = policyPass.output();
            System.arraycopy(means.array(), 0, rollout.means().array(), 0, rollout.rows() * means.stride());
            distribution.read(policy.values());
            distribution.logPi(means, 0, rollout.rows(), rollout.actions(), rollout.logPi());
        }
        if (part == parts - 1) {
            valuePass.run(0, rollout.rows());
            System.arraycopy(valuePass.scalars(), 0, rollout.values(), 0, rollout.rows());
        }
    }

    /// Values what each world shows, with the statistics of the day.
    private void evaluate(float[] observations) {
        for (int w = 0; w < sizes.worlds(); w++) {
            observe(observations, w, edge.array(), w * edge.stride());
        }
        edgePass.run(0, sizes.worlds());
    }

    private void observe(float[] observations, int world, float[] to, int into) {
        int at = world * sizes.observation();
        if (moments.isPresent()) {
            moments.get().normalize(observations, at, to, into);
        } else {
            System.arraycopy(observations, at, to, into, sizes.observation());
        }
    }

    /// Writes everything but the rollout, which is empty between updates.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        policy.save(out);
        value.save(out);
        explorer.save(out);
        if (moments.isPresent()) {
            moments.get().save(out);
        }
        if (returnScale.isPresent()) {
            returnScale.get().save(out);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, with the same settings and sizes
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        policy.restore(in);
        value.restore(in);
        explorer.restore(in);
        if (moments.isPresent()) {
            moments.get().restore(in);
        }
        if (returnScale.isPresent()) {
            returnScale.get().restore(in);
        }
        step = 0;
    }
}
