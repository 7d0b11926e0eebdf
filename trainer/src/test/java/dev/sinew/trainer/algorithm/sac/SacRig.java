package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Normals;
import dev.sinew.trainer.network.ActorValue;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.normalization.RunningMoments;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.optimizer.ScalarAdam;
import dev.sinew.trainer.replay.NStepReplay;
import dev.sinew.trainer.replay.ReplayBatch;
import dev.sinew.trainer.replay.ReplayBuffer;
import dev.sinew.trainer.replay.ReplayMixture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The parts of a learner put together in the open, over random transitions, and its random numbers drawn once
/// more.
final class SacRig implements AutoCloseable {
    static final int OBSERVATION = 5;
    static final int ACTION = 2;
    private static final long SEED = 42;

    final SacSettings settings;
    final int observationSize;
    final int actionSize;
    final PolicyNetwork network;
    final Mlp actorShape;
    final Mlp criticShape;
    final Parameters actorParameters;
    final ReplayBatch batch;
    final SacActor actor;
    final CriticTraining critics;
    final ScalarAdam logAlpha;
    final SacUpdate update;
    final ReplayBuffer replay;
    final List<RandomStream> disturbance;
    private final KernelTeam team;
    private final List<RandomStream> streams;
    private final long[] drawn;

    /// A learner of given sizes over given transitions.
    SacRig(SacSettings settings, ReplayBuffer replay, int observationSize, int actionSize, int threads) {
        this.settings = settings;
        this.replay = replay;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        OffPolicySettings common = settings.offPolicy();
        Kernels kernels = new Kernels();
        RandomStream random = new RandomStream(SEED);
        team = new KernelTeam(threads);
        Optional<RunningMoments> raw = Optional.empty();
        NStepReplay own = new NStepReplay(replay, common.replay().steps(), common.discount());
        int rows = common.replay().batch();
        batch = new ReplayBatch(new ReplayMixture(own), raw, rows, observationSize, actionSize);
        LearnerParts parts = new LearnerParts(kernels, team, batch, raw, observationSize, actionSize, random);
        network = SacAlgorithm.network(settings, parts);
        actorShape = network.mlp();
        criticShape = CriticTraining.shape(common, observationSize, actionSize);
        actorParameters = network.parameters();
        RandomStream draws = random.split("draws");
        actor = new SacActor(kernels, network, batch, common, draws);
        streams = List.of(draws.split(0), draws.split(1));
        drawn = new long[rows];
        RandomStream both = draws.split("smoothness");
        disturbance = List.of(both.split(0), both.split(1));
        SacLoss loss = new SacLoss(-actionSize);
        critics = new CriticTraining(
                kernels, team, common, batch, observationSize, loss::critic, random.split("critics"));
        logAlpha = new ScalarAdam(common.adam(), Math.log(settings.temperature().initial()));
        ActorValue value = SacAlgorithm.value(common, critics.ensemble(), rows);
        update = new SacUpdate(
                loss,
                team,
                new SacUpdate.Parts(batch, actor, critics, value, Optional.empty(), logAlpha),
                common.actor().policyDelay());
    }

    /// Five numbers seen, two given, layers of 40 and 24, random transitions.
    static SacRig small(Activation activation, int rows, int threads) {
        return small(activation, rows, threads, ActorSettings.every(1));
    }

    /// The same with an actor of another kind.
    static SacRig small(Activation activation, int rows, int threads, ActorSettings actor) {
        return small(activation, rows, threads, actor, Optional.empty());
    }

    /// The same with noise that depends on the state.
    static SacRig gsde(Activation activation, int rows, int threads, ActorSettings actor) {
        return small(activation, rows, threads, actor, Optional.of(new ExplorationSettings.StateDependent(0.3, 4)));
    }

    private static SacRig small(
            Activation activation,
            int rows,
            int threads,
            ActorSettings actor,
            Optional<ExplorationSettings.StateDependent> exploration) {
        SacSettings plain = SacSettings.plain(
                new NetworkSettings(List.of(40, 24), activation, false),
                new ReplaySettings(1000, rows),
                new SacSettings.Temperature(0.3, OptionalDouble.empty()),
                AdamSettings.ofRate(3e-4),
                0.97,
                0.01);
        OffPolicySettings common = plain.offPolicy();
        OffPolicySettings settings = new OffPolicySettings(
                common.network(),
                common.replay(),
                common.critics(),
                common.adam(),
                common.discount(),
                common.targetRate(),
                actor);
        return new SacRig(
                new SacSettings(settings, plain.temperature(), exploration),
                randomReplay(new RandomStream(41)),
                OBSERVATION,
                ACTION,
                threads);
    }

    private static ReplayBuffer randomReplay(RandomStream random) {
        ReplayBuffer replay = new ReplayBuffer(1000, OBSERVATION, ACTION);
        float[] observation = new float[OBSERVATION];
        float[] action = new float[ACTION];
        StepBatch step = new StepBatch(1, OBSERVATION);
        for (int i = 0; i < 500; i++) {
            for (int k = 0; k < OBSERVATION; k++) {
                observation[k] = (float) random.nextGaussian();
                step.finalObservations()[k] = (float) random.nextGaussian();
            }
            for (int k = 0; k < ACTION; k++) {
                action[k] = (float) random.uniform(-1, 1);
            }
            step.rewards()[0] = random.nextGaussian();
            step.terminated()[0] = random.nextInt(10) == 0;
            replay.add(observation, action, step, 0);
        }
        return replay;
    }

    /// The noise of the next update, `[wanted and next][row][entry]`; to be called once before each update.
    double[][][] noise() {
        int rows = batch.rows();
        double[][][] noise = new double[2][rows][actionSize];
        for (int half = 0; half < 2; half++) {
            int first = rows * half / 2;
            int count = rows * (half + 1) / 2 - first;
            for (int r = 0; r < count; r++) {
                drawn[first + r] = replay.start() + streams.get(half).nextInt(replay.size());
            }
            for (double[][] one : noise) {
                float[] z = new float[count * actionSize + Elementary.SPARE];
                new Normals(count * actionSize).fill(streams.get(half), count * actionSize, z);
                for (int i = 0; i < count * actionSize; i++) {
                    one[first + i / actionSize][i % actionSize] = z[i];
                }
            }
        }
        return noise;
    }

    /// The numbers of the transitions that the next update draws, as of the last [#noise].
    long[] drawn() {
        return drawn.clone();
    }

    /// The random numbers that the critics' subsets are drawn with, as they were before the first update.
    static RandomStream subsets() {
        return new RandomStream(SEED).split("critics").split("subsets");
    }

    /// The random numbers that are dropped out by, as they were before the first update.
    static RandomStream dropout() {
        return new RandomStream(SEED).split("critics").split("dropout");
    }

    /// The transitions of the last update.
    PlainSac.Transitions transitions() {
        int rows = batch.rows();
        int stride = batch.inputs().taken().stride();
        float[] taken = batch.inputs().taken().array();
        float[] next = batch.inputs().next().array();
        PlainSac.Transitions transitions = new PlainSac.Transitions(rows, observationSize, actionSize);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < observationSize; k++) {
                transitions.observations[r][k] = taken[r * stride + k];
                transitions.next[r][k] = next[r * stride + k];
            }
            for (int k = 0; k < actionSize; k++) {
                transitions.actions[r][k] = taken[r * stride + observationSize + k];
            }
            transitions.rewards[r] = batch.rewards()[r];
            transitions.continuation[r] = batch.continuation()[r];
        }
        return transitions;
    }

    /// The networks as they are now.
    PlainSac plain() {
        PlainNetwork[] now = new PlainNetwork[2];
        PlainNetwork[] slow = new PlainNetwork[2];
        for (int i = 0; i < 2; i++) {
            now[i] = PlainNetwork.of(
                    criticShape, critics.ensemble().get(i).parameters().values());
            slow[i] = PlainNetwork.of(
                    criticShape, critics.ensemble().get(i).target().values());
        }
        PlainNetwork policy = PlainNetwork.of(actorShape, actorParameters.values());
        return new PlainSac(policy, now, slow, logAlpha.value(), -actionSize);
    }

    @Override
    public void close() {
        team.close();
    }
}
