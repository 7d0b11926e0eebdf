package dev.sinew.hal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.bus.AllocatedBytes;
import org.junit.jupiter.api.Test;

class MeasuredMotionTest {
    private static final double RADIUS = 0.04;
    private static final double PERIOD = 0.01;

    private final Tasks tasks = new Tasks(ConfigFiles.shipped());
    private final RobotState readings = new RobotState(2);
    private final AttitudeEstimate attitude = new AttitudeEstimate();

    private void lean(double tilt) {
        attitude.gravity()[0] = Math.sin(tilt);
        attitude.gravity()[2] = -Math.cos(tilt);
    }

    private void wheels(double left, double right) {
        readings.position()[0] = left;
        readings.position()[1] = right;
    }

    @Test
    void followsABalancerAroundACircle() {
        double forward = 0.5; // m/s
        double turning = 2; // rad/s: a circle of 0.25 m
        double track = 0.16;
        MeasuredMotion motion = new MeasuredMotion(tasks.task("balancer"));
        wheels(7, -3); // wherever the counters stand
        motion.start(readings, attitude);
        attitude.angularVelocity()[2] = turning;
        readings.velocity()[0] = (forward - turning * track / 2) / RADIUS;
        readings.velocity()[1] = (forward + turning * track / 2) / RADIUS;
        int ticks = 200;
        for (int tick = 1; tick <= ticks; tick++) {
            double time = tick * PERIOD;
            readings.timeNanos(Math.round(time * 1e9));
            wheels(7 + time * readings.velocity()[0], -3 + time * readings.velocity()[1]);
            motion.update(readings, attitude);
        }
        double angle = turning * ticks * PERIOD;

        // each chord counts as its arc: too long by (ω·T)²/24 = 1.7e-5 of it
        assertEquals(forward / turning * Math.sin(angle), motion.travel(), 1e-5);
        assertEquals(forward / turning * (1 - Math.cos(angle)), motion.drift(), 1e-5);
        assertEquals(forward * Math.cos(angle), motion.speed(), 1e-9);
        assertEquals(turning, motion.yawRate());
    }

    @Test
    void aBodyThatRocksOverItsStandingWheelsGoesNowhere() {
        MeasuredMotion motion = new MeasuredMotion(tasks.task("balancer"));
        lean(0.2);
        motion.start(readings, attitude);
        lean(-0.1);
        wheels(0.3, 0.3); // the wheels stand, so against a body that leans back by 0.3 they turn forward by 0.3
        attitude.angularVelocity()[1] = -1;
        readings.velocity()[0] = 1;
        readings.velocity()[1] = 1;
        motion.update(readings, attitude);

        assertEquals(0, motion.travel(), 1e-12);
        assertEquals(0, motion.speed(), 1e-12);
        assertEquals(-0.1, motion.tilt(), 1e-12);
    }

    @Test
    void leanedOverItTurnsAboutTheVerticalAllTheSame() {
        MeasuredMotion motion = new MeasuredMotion(tasks.task("balancer"));
        motion.start(readings, attitude);
        lean(0.5);
        attitude.angularVelocity()[0] = -Math.sin(0.5); // 1 rad/s about the vertical, seen from the leaning base
        attitude.angularVelocity()[2] = Math.cos(0.5);
        for (int tick = 1; tick <= 100; tick++) {
            readings.timeNanos(tick * 10_000_000L);
            motion.update(readings, attitude);
        }
        readings.velocity()[0] = 10;
        readings.velocity()[1] = 10;
        motion.update(readings, attitude);

        assertEquals(0.4 * Math.cos(1), motion.speed(), 1e-9); // 10 rad/s · 40 mm, a radian to the left
        assertEquals(Math.cos(0.5), motion.yawRate()); // about its own axis, as the simulation has it
    }

    @Test
    void ofARobotThatStandsStillItKnowsTheJointsAlone() {
        MeasuredMotion motion = new MeasuredMotion(tasks.task("furuta"));
        motion.start(readings, attitude);
        wheels(1, -2);
        readings.velocity()[1] = 5;
        readings.timeNanos(10_000_000);
        motion.update(readings, attitude);

        assertEquals(1, motion.position(0));
        assertEquals(-2, motion.position(1));
        assertEquals(5, motion.velocity(1));
        assertEquals(0, motion.travel());
        assertEquals(0, motion.drift());
        assertEquals(0, motion.speed());
    }

    @Test
    void allocatesNothingPerTick() {
        MeasuredMotion motion = new MeasuredMotion(tasks.task("balancer"));
        lean(0.1);
        attitude.angularVelocity()[2] = 1;

        assertEquals(0, AllocatedBytes.during(10_000, () -> {
            readings.timeNanos(readings.timeNanos() + 10_000_000);
            motion.update(readings, attitude);
        }));
    }
}
