package dev.sinew.sim.plant;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.emulator.PlantProvider;
import dev.sinew.sim.mujoco.MessageSink.Severity;
import dev.sinew.sim.mujoco.Mujoco;
import dev.sinew.sim.mujoco.parts.NativeParts;
import dev.sinew.sim.world.Axes;
import dev.sinew.sim.world.BalancerParameters;
import dev.sinew.sim.world.BalancerStart;
import dev.sinew.sim.world.BalancerWorlds;
import dev.sinew.sim.world.Differences;
import dev.sinew.sim.world.JointParameters;
import dev.sinew.sim.world.JointWorlds;
import java.util.Optional;

/// The robots whose physics MuJoCo computes: the balancer, and every robot without an IMU as its files describe it. A
/// seed makes a nominal robot: a balancer with a gyroscope bias of its own, leaning a little on its stand; another
/// one with each joint a little off its zero. A reality plants its differences into it.
public final class MujocoPlants implements PlantProvider {
    private static final String BALANCER = "balancer";
    private static final double GYROSCOPE_BIAS = 0.01;
    private static final double SET_DOWN = Math.toRadians(1);
    private static final double START_TILT = Math.toRadians(2);

    /// For [java.util.ServiceLoader].
    public MujocoPlants() {}

    @Override
    public boolean supports(ConfigFiles files, String robot) {
        Robots robots = new Robots(files);
        return robots.names().contains(robot)
                && (robot.equals(BALANCER)
                        || robots.description(robot).attitude().isEmpty());
    }

    @Override
    public Plant open(ConfigFiles files, String robot, Optional<Reality> reality, long seed) {
        return robot.equals(BALANCER)
                ? openBalancer(robot, random -> biased(reality, random), MujocoPlants::leaning, seed)
                : openJoints(
                        files, robot, (random, positions, velocities) -> setDown(reality, random, positions), seed);
    }

    /// {@return a plant of a robot without an IMU with given parameters and start, for comparisons}
    ///
    /// @param files describe the robot
    /// @param robot name of the robot
    /// @param parameters of the robot
    /// @param positions true angles at the start, rad, `[joints]`
    public JointPlant open(ConfigFiles files, String robot, JointParameters parameters, double[] positions) {
        return openJoints(
                files,
                robot,
                (random, start, velocities) -> {
                    System.arraycopy(positions, 0, start, 0, positions.length);
                    return parameters;
                },
                0);
    }

    private static JointPlant openJoints(ConfigFiles files, String robot, JointPlant.Start start, long seed) {
        Robots robots = new Robots(files);
        RobotDescription description = robots.description(robot);
        Mujoco mujoco = Mujoco.load(NativeParts.ofSystem().library(), MujocoPlants::log);
        var worlds = new JointWorlds(mujoco, robots.model(robot), description, 1, 1);
        return new JointPlant(worlds, description.joints().size(), start, seed);
    }

    /// A robot as somebody sets it down before it is switched on: every joint near its zero. An incremental encoder
    /// counts from where it was switched on, so there a joint stands that shows 0 at a wrong angle.
    private static JointParameters setDown(Optional<Reality> reality, RandomStream random, double[] positions) {
        JointParameters nominal = JointParameters.nominal(positions.length);
        JointParameters parameters =
                reality.map(real -> Differences.in(real, nominal)).orElse(nominal);
        for (int joint = 0; joint < positions.length; joint++) {
            positions[joint] = random.uniform(-SET_DOWN, SET_DOWN)
                    + parameters.joints().get(joint).zero();
        }
        return parameters;
    }

    /// {@return a plant with given parameters and start, for comparisons; the seed makes the sensors' noise only}
    ///
    /// @param robot name of the robot
    /// @param parameters of the balancer
    /// @param start on its stand
    /// @param seed of the noise
    public BalancerPlant open(String robot, BalancerParameters parameters, BalancerStart start, long seed) {
        return openBalancer(robot, random -> parameters, random -> start, seed);
    }

    private BalancerPlant openBalancer(
            String robot,
            BalancerPlant.Draw<BalancerParameters> parameters,
            BalancerPlant.Draw<BalancerStart> start,
            long seed) {
        if (!robot.equals(BALANCER)) {
            throw new IllegalArgumentException("robot must be " + BALANCER + ", was " + robot);
        }
        Robots robots = new Robots(ConfigFiles.shipped());
        Mujoco mujoco = Mujoco.load(NativeParts.ofSystem().library(), MujocoPlants::log);
        var worlds = new BalancerWorlds(mujoco, robots.model(robot), 1, 1);
        return new BalancerPlant(worlds, parameters, start, seed);
    }

    private static BalancerParameters biased(Optional<Reality> reality, RandomStream random) {
        Axes bias = new Axes(bias(random), bias(random), bias(random));
        BalancerParameters nominal = BalancerParameters.NOMINAL;
        BalancerParameters biased = new BalancerParameters(
                nominal.mass(),
                nominal.centerOfMass(),
                nominal.wheelFriction(),
                nominal.left(),
                nominal.right(),
                nominal.delaySeconds(),
                nominal.supply(),
                new BalancerParameters.Imu(bias, 0));
        return reality.map(real -> Differences.in(real, biased)).orElse(biased);
    }

    private static double bias(RandomStream random) {
        return random.uniform(-GYROSCOPE_BIAS, GYROSCOPE_BIAS);
    }

    private static BalancerStart leaning(RandomStream random) {
        return new BalancerStart(random.uniform(-START_TILT, START_TILT), 0, 0);
    }

    private static void log(Severity severity, String text) {
        System.Logger.Level level =
                switch (severity) {
                    case WARNING -> System.Logger.Level.WARNING;
                    case ERROR -> System.Logger.Level.ERROR;
                };
        System.getLogger("sinew.mujoco").log(level, text);
    }
}
