package dev.sinew.config.robot;

import java.util.List;

/// How a robot must stand, or hang, before it may become active.
public sealed interface Stance {
    /// Upright and still, as its IMU says.
    ///
    /// @param tilt largest magnitude of the tilt, rad
    /// @param tiltRate largest magnitude of the tilt rate, rad/s
    record Upright(double tilt, double tiltRate) implements Stance {
        /// Refuses bounds that nothing meets.
        public Upright {
            Bounds.positive("arming tilt", tilt);
            Bounds.positive("arming tilt rate", tiltRate);
        }
    }

    /// At rest, as its encoders say: what a robot does by itself that is left alone with its motors at 0.
    ///
    /// @param joints one bound for each joint that must rest
    record AtRest(List<JointRest> joints) implements Stance {
        /// Copies the joints and refuses a rest that asks for nothing.
        public AtRest {
            joints = List.copyOf(joints);
            if (joints.isEmpty()) {
                throw new IllegalArgumentException("arming rest must name at least 1 joint, was empty");
            }
        }
    }

    /// One joint at rest.
    ///
    /// @param joint its name
    /// @param angle largest distance from its zero to the nearest full turn, rad; π for anywhere
    /// @param velocity largest magnitude of its velocity, rad/s
    record JointRest(String joint, double angle, double velocity) {
        /// Refuses bounds that nothing meets.
        public JointRest {
            Bounds.positive("arming rest angle of " + joint, angle);
            Bounds.positive("arming rest velocity of " + joint, velocity);
        }
    }
}
