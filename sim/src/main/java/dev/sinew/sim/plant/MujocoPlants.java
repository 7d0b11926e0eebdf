package dev.sinew.sim.plant;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
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

/// The robots whose physics MuJoCo computes. A seed makes a nominal robot with a gyroscope bias of its own, leaning a
/// little on its stand.
public final class MujocoPlants implements PlantProvider {
    private static final String BALANCER = "balancer";
    private static final double GYROSCOPE_BIAS = 0.01;
    private static final double START_TILT = Math.toRadians(2);

    /// For [java.util.ServiceLoader].
    public MujocoPlants() {}

    @Override
    public boolean supports(String robot) {
        return robot.equals(BALANCER);
    }

    @Override
    public Plant open(String robot, long seed) {
        return openBalancer(robot, MujocoPlants::biased, MujocoPlants::leaning, seed);
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
        if (!supports(robot)) {
            throw new IllegalArgumentException("robot must be " + BALANCER + ", was " + robot);
        }
        Robots robots = new Robots(ConfigFiles.shipped());
        Mujoco mujoco = Mujoco.load(NativeParts.ofSystem().library(), MujocoPlants::log);
        var worlds = new BalancerWorlds(mujoco, robots.model(robot), 1, 1);
        return new BalancerPlant(worlds, parameters, start, seed);
    }

    private static BalancerParameters biased(RandomStream random) {
        Axes bias = new Axes(bias(random), bias(random), bias(random));
        BalancerParameters nominal = BalancerParameters.NOMINAL;
        return new BalancerParameters(
                nominal.mass(),
                nominal.centerOfMass(),
                nominal.wheelFriction(),
                nominal.left(),
                nominal.right(),
                nominal.delaySeconds(),
                nominal.supply(),
                new BalancerParameters.Imu(bias, 0));
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
