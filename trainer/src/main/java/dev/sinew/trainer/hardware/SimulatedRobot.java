package dev.sinew.trainer.hardware;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.exploration.ExploringPolicy;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.network.ExportedPolicy;
import java.util.Arrays;
import java.util.List;

/// A robot that is a world of the simulation, to try learning with as fast as the machine allows: its policy changes at
/// an episode's end, its exploration is slow, and what the learner gets is what a robot's stream holds. One thread.
public final class SimulatedRobot {
    /// Names of the reward's terms that its steps hold.
    public static final List<String> TERMS = List.of("reward");

    private final VectorEnvironment world;
    private final ExploringPolicy exploring;
    private final StepBatch batch;
    private final float[] observation;
    private final float[] action;
    private ExportedPolicy policy;
    private int number;
    private ExportedPolicy next;
    private int nextNumber;
    private boolean explored = true;
    private boolean nextExplored = true;
    private boolean begins = true;

    /// A robot that hangs still.
    ///
    /// @param world one, with actions in [−1, 1]; stays the caller's to close
    /// @param policy that it plays first, number 0
    /// @param noise of its actions
    /// @param seed of the world
    public SimulatedRobot(VectorEnvironment world, ExportedPolicy policy, LowPassedNoise noise, RandomStream seed) {
        if (world.worlds() != 1) {
            throw new IllegalArgumentException("a robot must be one world, was " + world.worlds());
        }
        this.world = world;
        this.policy = policy;
        exploring = new ExploringPolicy(new Played(), noise);
        next = policy;
        batch = new StepBatch(1, world.observationSize());
        observation = new float[world.observationSize()];
        action = new float[world.actionSize()];
        world.reset(seed.nextLong(), observation);
    }

    private final class Played implements Policy {
        @Override
        public boolean act(float[] seen, float[] out) {
            policy.act(seen, out);
            return true;
        }

        @Override
        public boolean explored() {
            return explored;
        }
    }

    /// Swaps the policy when the next episode begins.
    ///
    /// @param push what was pushed
    public void swap(Push push) {
        next = push.policy();
        nextNumber = push.number();
        nextExplored = push.explored();
    }

    /// {@return what happened in the next tick}
    public RobotStep step() {
        if (begins) {
            policy = next;
            number = nextNumber;
            explored = nextExplored;
        }
        float[] before = observation.clone();
        exploring.act(observation, action);
        world.step(action, batch);
        RobotStep step = new RobotStep(
                number,
                before,
                action.clone(),
                Arrays.copyOf(batch.finalObservations(), observation.length),
                new float[] {(float) batch.rewards()[0]},
                batch.terminated()[0],
                batch.truncated()[0]);
        System.arraycopy(batch.observations(), 0, observation, 0, observation.length);
        begins = step.isLast();
        return step;
    }
}
