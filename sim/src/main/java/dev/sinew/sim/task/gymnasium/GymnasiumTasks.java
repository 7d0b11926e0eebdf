package dev.sinew.sim.task.gymnasium;

import static dev.sinew.sim.task.TaskDescription.ActionRange.symmetric;
import static java.lang.Double.POSITIVE_INFINITY;

import dev.sinew.sim.mujoco.BatchMemory;
import dev.sinew.sim.mujoco.Skip;
import dev.sinew.sim.task.TaskDescription;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Gymnasium's tasks with their default arguments, one method each, written from the source of Gymnasium 1.4.0.
public final class GymnasiumTasks {
    private static final int STEPS = 1000;

    private GymnasiumTasks() {}

    /// {@return all of them}
    public static List<GymnasiumTask> all() {
        return all(Norm.SEPARATE);
    }

    /// {@return all of them, as they are on CPUs that round lengths in a certain way}
    ///
    /// @param norm how lengths are rounded
    public static List<GymnasiumTask> all(Norm norm) {
        return List.of(
                ant(),
                halfCheetah(),
                hopper(),
                humanoid(),
                humanoidStandup(),
                invertedDoublePendulum(),
                invertedPendulum(),
                new PendulumTask(),
                pusher(norm),
                reacher(norm),
                swimmer(),
                walker2d());
    }

    static MujocoTask halfCheetah() {
        return new MujocoTask(
                new TaskDescription("HalfCheetah-v5", "two legs in a plane run fast", 17, symmetric(6, 1), STEPS),
                // touches nothing but the floor, so that its contacts keep their order without the midphase
                new MujocoTask.Physics("half_cheetah.xml", 5, BatchMemory.SHARED, EnumSet.allOf(Skip.class)),
                List.of(new ObservationPart.Positions(1, 8), new ObservationPart.Velocities(9, POSITIVE_INFINITY)),
                MujocoTask.Reward.of(new RewardTerm.Forward(Place.ROOT, 1), new RewardTerm.ActionCost(0.1f)),
                List.of(),
                new Start.Noisy(0.1, new Start.Velocity.Normal(0.1)));
    }

    static MujocoTask hopper() {
        return new MujocoTask(
                new TaskDescription("Hopper-v5", "one leg in a plane hops", 11, symmetric(3, 1), STEPS),
                new MujocoTask.Physics("hopper.xml", 4, BatchMemory.SHARED),
                List.of(new ObservationPart.Positions(1, 5), new ObservationPart.Velocities(6, 10)),
                MujocoTask.Reward.of(
                        new RewardTerm.Forward(Place.ROOT, 1),
                        new RewardTerm.Survival(1),
                        new RewardTerm.ActionCost(1e-3f)),
                List.of(
                        new Condition.Between(1, 0.7, POSITIVE_INFINITY),
                        new Condition.Between(2, -0.2, 0.2),
                        new Condition.Small(2, 100)),
                uniform(5e-3));
    }

    static MujocoTask walker2d() {
        return new MujocoTask(
                new TaskDescription("Walker2d-v5", "two legs in a plane walk", 17, symmetric(6, 1), STEPS),
                new MujocoTask.Physics("walker2d_v5.xml", 4, BatchMemory.SHARED),
                List.of(new ObservationPart.Positions(1, 8), new ObservationPart.Velocities(9, 10)),
                MujocoTask.Reward.of(
                        new RewardTerm.Forward(Place.ROOT, 1),
                        new RewardTerm.Survival(1),
                        new RewardTerm.ActionCost(1e-3f)),
                List.of(new Condition.Between(1, 0.8, 2), new Condition.Between(2, -1, 1)),
                uniform(5e-3));
    }

    static MujocoTask ant() {
        return new MujocoTask(
                new TaskDescription("Ant-v5", "four legs run", 105, symmetric(8, 1), STEPS),
                new MujocoTask.Physics("ant.xml", 5, BatchMemory.PERSISTENT),
                List.of(
                        new ObservationPart.Positions(2, 13),
                        new ObservationPart.Velocities(14, POSITIVE_INFINITY),
                        new ObservationPart.Derived("cfrc_ext", 6, 78, 1)),
                new MujocoTask.Reward(
                        List.of(new RewardTerm.Forward(Place.TORSO, 1), new RewardTerm.Survival(1)),
                        List.of(new RewardTerm.ActionCost(0.5f), new RewardTerm.ContactCost(5e-4, 1))),
                List.of(new Condition.Small(0, POSITIVE_INFINITY), new Condition.Within(2, 0.2, 1)),
                new Start.Noisy(0.1, new Start.Velocity.Normal(0.1)));
    }

    static MujocoTask humanoid() {
        return new MujocoTask(
                new TaskDescription("Humanoid-v5", "a humanoid runs", 348, symmetric(17, 0.4f), STEPS),
                new MujocoTask.Physics("humanoid.xml", 5, BatchMemory.PERSISTENT),
                humanoidObservation(),
                new MujocoTask.Reward(
                        List.of(new RewardTerm.Forward(Place.MASS_CENTER, 1.25), new RewardTerm.Survival(5)),
                        List.of(
                                new RewardTerm.ControlCost("reward_ctrl", 0.1),
                                new RewardTerm.ImpactCost("reward_contact", 5e-7, 10))),
                List.of(new Condition.Between(2, 1, 2)),
                uniform(0.01));
    }

    static MujocoTask humanoidStandup() {
        return new MujocoTask(
                new TaskDescription("HumanoidStandup-v5", "a humanoid gets up", 348, symmetric(17, 0.4f), STEPS),
                new MujocoTask.Physics("humanoidstandup.xml", 5, BatchMemory.PERSISTENT),
                humanoidObservation(),
                MujocoTask.Reward.of(
                        new RewardTerm.Height(),
                        new RewardTerm.ControlCost("reward_quadctrl", 0.1),
                        new RewardTerm.ImpactCost("reward_impact", 0.5e-6, 10),
                        new RewardTerm.Constant(1)),
                List.of(),
                uniform(0.01));
    }

    static MujocoTask swimmer() {
        return new MujocoTask(
                new TaskDescription("Swimmer-v5", "three links swim in a plane", 8, symmetric(2, 1), STEPS),
                new MujocoTask.Physics("swimmer.xml", 4, BatchMemory.SHARED),
                List.of(new ObservationPart.Positions(2, 3), new ObservationPart.Velocities(5, POSITIVE_INFINITY)),
                MujocoTask.Reward.of(new RewardTerm.Forward(Place.ROOT, 1), new RewardTerm.ActionCost(1e-4f)),
                List.of(),
                uniform(0.1));
    }

    static MujocoTask reacher(Norm norm) {
        return new MujocoTask(
                new TaskDescription("Reacher-v5", "a two-link arm reaches a goal", 10, symmetric(2, 1), 50),
                new MujocoTask.Physics("reacher.xml", 2, BatchMemory.SHARED),
                List.of(
                        new ObservationPart.Cosines(0, 2),
                        new ObservationPart.Sines(0, 2),
                        new ObservationPart.Positions(2, 2),
                        new ObservationPart.Velocities(2, POSITIVE_INFINITY),
                        new ObservationPart.Offset("fingertip", "target")),
                MujocoTask.Reward.of(
                        new RewardTerm.Distance("reward_dist", "fingertip", "target", 1, norm),
                        new RewardTerm.ActionCost(1)),
                List.of(),
                new Start.Reach());
    }

    static MujocoTask pusher(Norm norm) {
        return new MujocoTask(
                new TaskDescription("Pusher-v5", "an arm pushes an object to a goal", 23, symmetric(7, 2), 100),
                // arm and puck are two islands
                new MujocoTask.Physics("pusher_v5.xml", 5, BatchMemory.SHARED, Set.of()),
                List.of(
                        new ObservationPart.Positions(0, 7),
                        new ObservationPart.Velocities(7, POSITIVE_INFINITY),
                        new ObservationPart.BodyPosition("tips_arm"),
                        new ObservationPart.BodyPosition("object"),
                        new ObservationPart.BodyPosition("goal")),
                MujocoTask.Reward.of(
                        new RewardTerm.Distance("reward_dist", "object", "goal", 1, norm),
                        new RewardTerm.ActionCost(0.1f),
                        new RewardTerm.Distance("reward_near", "object", "tips_arm", 0.5, norm)),
                List.of(),
                new Start.Push());
    }

    static MujocoTask invertedPendulum() {
        return new MujocoTask(
                new TaskDescription("InvertedPendulum-v5", "a cart holds a pole upright", 4, symmetric(1, 3), STEPS),
                new MujocoTask.Physics("inverted_pendulum.xml", 2, BatchMemory.SHARED),
                List.of(new ObservationPart.Positions(0, 2), new ObservationPart.Velocities(2, POSITIVE_INFINITY)),
                MujocoTask.Reward.of(new RewardTerm.Survival(1)),
                List.of(new Condition.Small(0, POSITIVE_INFINITY), new Condition.Within(1, -0.2, 0.2)),
                uniform(0.01));
    }

    static MujocoTask invertedDoublePendulum() {
        return new MujocoTask(
                new TaskDescription(
                        "InvertedDoublePendulum-v5", "a cart holds two poles upright", 9, symmetric(1, 1), STEPS),
                new MujocoTask.Physics("inverted_double_pendulum.xml", 5, BatchMemory.SHARED),
                List.of(
                        new ObservationPart.Positions(0, 1),
                        new ObservationPart.Sines(1, 2),
                        new ObservationPart.Cosines(1, 2),
                        new ObservationPart.Velocities(3, 10),
                        new ObservationPart.Derived("qfrc_constraint", 0, 1, 10)),
                MujocoTask.Reward.of(
                        new RewardTerm.Survival(10), new RewardTerm.TipPenalty(), new RewardTerm.SpinPenalty()),
                List.of(new Condition.Above(1)),
                new Start.Noisy(0.1, new Start.Velocity.Normal(0.1)));
    }

    private static List<ObservationPart> humanoidObservation() {
        return List.of(
                new ObservationPart.Positions(2, 22),
                new ObservationPart.Velocities(23, POSITIVE_INFINITY),
                new ObservationPart.Derived("cinert", 10, 130, POSITIVE_INFINITY),
                new ObservationPart.Derived("cvel", 6, 78, POSITIVE_INFINITY),
                new ObservationPart.Derived("qfrc_actuator", 6, 17, POSITIVE_INFINITY),
                new ObservationPart.Derived("cfrc_ext", 6, 78, POSITIVE_INFINITY));
    }

    private static Start uniform(double noise) {
        return new Start.Noisy(noise, new Start.Velocity.Uniform(noise));
    }
}
