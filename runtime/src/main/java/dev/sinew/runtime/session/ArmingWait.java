package dev.sinew.runtime.session;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Stance;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.Mode;
import java.util.Locale;
import java.util.Optional;

/// Finds out what a robot waits for that was asked to arm and does not. The gate alone grants, and gives no reason
/// while it waits; this one compares what the journal holds with the robot's arming rule. On the watch's thread.
final class ArmingWait {
    /// A pendulum swings for some 10 s before it hangs still.
    static final double PATIENCE_SECONDS = 20;

    private static final int ARMING = new Mode.Arming().code();

    private final RobotDescription robot;
    private final long patience;
    private long ticks;

    ArmingWait(RobotDescription robot) {
        this.robot = robot;
        patience = Math.round(PATIENCE_SECONDS * robot.rateHertz());
    }

    /// Follows one tick.
    ///
    /// @param tick of the journal, in order
    /// @return what stands against arming, each time that a robot has waited for 20 s more
    Optional<String> look(TickRecord tick) {
        ticks = tick.mode() == ARMING ? ticks + 1 : 0;
        if (ticks == 0 || ticks % patience != 0) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(Locale.ROOT, "arming for %.0f s: %s", ticks * robot.periodSeconds(), obstacle(tick)));
    }

    private String obstacle(TickRecord tick) {
        if (tick.imuFaultTicks() > 0) {
            return Fault.IMU_STALE.reason();
        }
        if (tick.encoderFaultTicks() > 0) {
            return Fault.ENCODER_STALE.reason();
        }
        if (tick.supplyFaultTicks() > 0) {
            return Fault.SUPPLY_STALE.reason();
        }
        if (tick.supervisorTripped()) {
            return Fault.LOOP_STALLED.reason();
        }
        if (tick.latePeriods() > 0) {
            return Fault.POLICY_LATE.reason();
        }
        if (!tick.usable()) {
            return Fault.POLICY_UNUSABLE.reason();
        }
        Optional<String> stance =
                switch (robot.arming().stance()) {
                    case Stance.Upright rule -> lean(rule, tick);
                    case Stance.AtRest rule -> unrest(rule, tick);
                };
        return stance.orElseGet(() -> String.format(
                Locale.ROOT,
                "something moves or fails now and then within %.1f s",
                robot.arming().holdSeconds()));
    }

    private static Optional<String> lean(Stance.Upright rule, TickRecord tick) {
        if (!tick.calibrated()) {
            return Optional.of("the bias of the gyroscope is not known yet: it must stand still");
        }
        double lean = StrictMath.acos(Math.clamp(-tick.estimatedGravity(2), -1.0, 1.0));
        if (lean > rule.tilt()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "it must stand within %.1f deg of upright, leans %.1f deg",
                    StrictMath.toDegrees(rule.tilt()),
                    StrictMath.toDegrees(lean)));
        }
        double rate = Math.hypot(tick.estimatedAngularVelocity(0), tick.estimatedAngularVelocity(1));
        return rate <= rule.tiltRate()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "it must tilt at %.2f rad/s at most, was %.2f rad/s", rule.tiltRate(), rate));
    }

    private Optional<String> unrest(Stance.AtRest rule, TickRecord tick) {
        for (Stance.JointRest rest : rule.joints()) {
            int joint = robot.jointNames().indexOf(rest.joint());
            double off = Math.IEEEremainder(tick.position(joint), 2 * Math.PI);
            if (Math.abs(off) > rest.angle()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s must rest within %.1f deg of its zero, is %.1f deg off: switched on while it hung there?",
                        rest.joint(),
                        StrictMath.toDegrees(rest.angle()),
                        StrictMath.toDegrees(off)));
            }
            double velocity = tick.velocity(joint);
            if (Math.abs(velocity) > rest.velocity()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s must be slower than %.2f rad/s, was %.2f rad/s",
                        rest.joint(),
                        rest.velocity(),
                        velocity));
            }
        }
        return Optional.empty();
    }
}
