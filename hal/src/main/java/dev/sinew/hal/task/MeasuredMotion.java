package dev.sinew.hal.task;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.JointTask;
import dev.sinew.config.task.RobotTask;
import dev.sinew.hal.control.Circle;

/// The motion as a robot itself knows it: joints from the encoders, lean and turning rate from the attitude filter,
/// and for a robot on wheels the way from the turns of its wheels.
///
/// With `q` the mean angle of the wheels against the body, `θ` the lean and `r` the wheels' radius, the wheels have
/// turned by `q + θ` in space, and the axle has rolled `r·(q + θ)`. The way of each tick goes in the heading at its
/// middle, which is the integral of the turning rate about the vertical, `−ω·g` for the direction of gravity `g`.
/// A wheel that slips, what is left of the gyroscope's bias and the steps of the encoders are in it; it is meant for
/// the length of an episode. One thread; no tick allocates.
public final class MeasuredMotion implements Motion {
    /// Radius of the balancer's wheels, m.
    public static final double WHEEL_RADIUS = 0.04;

    private final int wheels;
    private final double[] position;
    private final double[] velocity;
    private double tilt;
    private double yawRate;
    private double rolled;
    private double heading;
    private double travel;
    private double drift;
    private double speed;
    private long timeNanos;

    /// A motion before its first [#start].
    ///
    /// @param task says what robot it is and whether all its joints are wheels that it rolls on
    public MeasuredMotion(RobotTask task) {
        int joints = task.contract().robot().joints().size();
        wheels = switch (task) {
            case BalancerTask balancer -> joints;
            case JointTask still -> 0;
        };
        position = new double[joints];
        velocity = new double[joints];
    }

    /// Begins an episode where the robot is now.
    ///
    /// @param readings that the safety gate let through
    /// @param attitude the estimate of the same tick
    public void start(RobotState readings, AttitudeEstimate attitude) {
        take(readings, attitude);
        heading = 0;
        travel = 0;
        drift = 0;
        rolled = roll();
        timeNanos = readings.timeNanos();
        speed = rollingSpeed(attitude);
    }

    /// Takes the readings of the next tick.
    ///
    /// @param readings that the safety gate let through
    /// @param attitude the estimate of the same tick
    public void update(RobotState readings, AttitudeEstimate attitude) {
        take(readings, attitude);
        if (wheels == 0) {
            return;
        }
        double[] rate = attitude.angularVelocity();
        double[] gravity = attitude.gravity();
        double turning = -(rate[0] * gravity[0] + rate[1] * gravity[1] + rate[2] * gravity[2]);
        double turned = turning * (readings.timeNanos() - timeNanos) * 1e-9;
        timeNanos = readings.timeNanos();
        double way = roll() - rolled;
        rolled += way;
        double middle = heading + turned / 2;
        travel += way * Circle.cosine(middle);
        drift += way * Circle.sine(middle);
        heading += turned;
        speed = rollingSpeed(attitude) * Circle.cosine(heading);
    }

    private void take(RobotState readings, AttitudeEstimate attitude) {
        System.arraycopy(readings.position(), 0, position, 0, position.length);
        System.arraycopy(readings.velocity(), 0, velocity, 0, velocity.length);
        if (wheels > 0) {
            tilt = attitude.tilt();
            yawRate = attitude.angularVelocity()[2];
        }
    }

    private double roll() {
        return wheels == 0 ? 0 : WHEEL_RADIUS * (mean(position) + tilt);
    }

    private double rollingSpeed(AttitudeEstimate attitude) {
        return wheels == 0 ? 0 : WHEEL_RADIUS * (mean(velocity) + attitude.tiltRate());
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Override
    public double position(int joint) {
        return position[joint];
    }

    @Override
    public double velocity(int joint) {
        return velocity[joint];
    }

    @Override
    public double tilt() {
        return tilt;
    }

    @Override
    public double travel() {
        return travel;
    }

    @Override
    public double drift() {
        return drift;
    }

    @Override
    public double speed() {
        return speed;
    }

    @Override
    public double yawRate() {
        return yawRate;
    }
}
