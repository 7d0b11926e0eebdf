package dev.sinew.sim.randomization;

import dev.sinew.config.document.Span;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.BalancerTask.Episode;
import dev.sinew.config.task.BalancerTask.Randomization;
import dev.sinew.sim.world.Axes;
import dev.sinew.sim.world.BalancerParameters;
import dev.sinew.sim.world.BalancerParameters.Imu;
import dev.sinew.sim.world.BalancerParameters.Motor;
import dev.sinew.sim.world.BalancerParameters.Supply;
import dev.sinew.sim.world.BalancerStart;
import dev.sinew.sim.world.Differences;
import java.util.Optional;

/// Draws balancers. Every number is drawn from its range evenly, for each episode anew, around the nominal value.
public final class BalancerRandomization {
    private final Randomization ranges;
    private final Episode episode;
    private final Optional<BalancerParameters> only;

    /// Draws from the ranges of a task.
    ///
    /// @param ranges of the parameters
    /// @param episode bounds of the start
    public BalancerRandomization(Randomization ranges, Episode episode) {
        this(ranges, episode, Optional.empty());
    }

    private BalancerRandomization(Randomization ranges, Episode episode, Optional<BalancerParameters> only) {
        this.ranges = ranges;
        this.episode = episode;
        this.only = only;
    }

    /// {@return draws of starts and pushes alone: the balancer is the same in each episode, the one of a reality}
    ///
    /// @param task whose starts and pushes
    /// @param reality of a balancer
    public static BalancerRandomization of(BalancerTask task, Reality reality) {
        return new BalancerRandomization(
                task.randomization(), task.episode(), Optional.of(Differences.in(reality, BalancerParameters.NOMINAL)));
    }

    /// {@return a balancer}
    ///
    /// @param random draws come from it
    public BalancerParameters parameters(RandomStream random) {
        return only.orElseGet(() -> draw(random));
    }

    private BalancerParameters draw(RandomStream random) {
        return new BalancerParameters(
                draw(ranges.mass(), random),
                axes(ranges.centerOfMass(), random),
                draw(ranges.wheelFriction(), random),
                motor(random),
                motor(random),
                draw(ranges.delay(), random),
                new Supply(
                        draw(ranges.supply().voltage(), random),
                        draw(ranges.supply().resistance(), random)),
                new Imu(
                        axes(ranges.imu().gyroscopeBias(), random),
                        draw(ranges.imu().mounting(), random)));
    }

    /// {@return a start}
    ///
    /// @param random draws come from it
    public BalancerStart start(RandomStream random) {
        return new BalancerStart(
                symmetric(episode.startTilt(), random),
                symmetric(episode.startTiltRate(), random),
                symmetric(episode.startVelocity(), random));
    }

    /// {@return the change of velocity that a push makes, m/s}
    ///
    /// @param random draws come from it
    public double push(RandomStream random) {
        return draw(ranges.push().velocity(), random);
    }

    /// {@return how long until the next push, s}
    ///
    /// @param random draws come from it
    public double pushInterval(RandomStream random) {
        return draw(ranges.push().interval(), random);
    }

    private Motor motor(RandomStream random) {
        return new Motor(
                draw(ranges.motor().constant(), random),
                draw(ranges.motor().resistance(), random),
                draw(ranges.motor().friction(), random));
    }

    private static Axes axes(Span range, RandomStream random) {
        return new Axes(draw(range, random), draw(range, random), draw(range, random));
    }

    private static double symmetric(double limit, RandomStream random) {
        return random.uniform(-limit, limit);
    }

    private static double draw(Span range, RandomStream random) {
        return range.at(random.nextDouble());
    }
}
