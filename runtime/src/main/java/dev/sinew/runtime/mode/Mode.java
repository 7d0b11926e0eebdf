package dev.sinew.runtime.mode;

import dev.sinew.hal.safety.Fault;

/// What the robot is doing.
///
/// | from         | to        | who                                                                  |
/// |--------------|-----------|----------------------------------------------------------------------|
/// | Unconfigured | Inactive  | the host, once robot and policy are open and the loop has warmed up  |
/// | Inactive     | Arming    | an operator                                                          |
/// | Arming       | Active    | the safety gate, once the robot has stood as its arming rule demands |
/// | Arming       | Inactive  | an operator                                                          |
/// | Active       | Inactive  | an operator                                                          |
/// | Arming       | Faulted   | the safety gate                                                      |
/// | Active       | Faulted   | the safety gate                                                      |
/// | Faulted      | Inactive  | an operator's reset, granted by the gate when the cause is gone      |
/// | any          | Stopped   | the host: a request to stop; for good                                |
///
/// Nothing else is possible: a robot never starts active and never becomes active again without being armed anew.
public sealed interface Mode {
    /// Robot or policy is not open yet, or the loop is warming up.
    record Unconfigured() implements Mode {}

    /// Sensors are read, actuators are at rest.
    record Inactive() implements Mode {}

    /// Asked to arm: the gyroscope is calibrated and the robot must stand as its arming rule demands.
    record Arming() implements Mode {}

    /// The policy drives the robot.
    record Active() implements Mode {}

    /// Stopped on request. The end.
    record Stopped() implements Mode {}

    /// Stopped by a fault that is latched.
    ///
    /// @param fault why
    record Faulted(Fault fault) implements Mode {
        /// Refuses a fault that is none.
        public Faulted {
            if (fault == Fault.NONE) {
                throw new IllegalArgumentException("a fault must have a reason, was NONE");
            }
        }
    }

    /// {@return the number that stands for this mode in records, 0-5}
    default int code() {
        return switch (this) {
            case Unconfigured unconfigured -> 0;
            case Inactive inactive -> 1;
            case Arming arming -> 2;
            case Active active -> 3;
            case Stopped stopped -> 4;
            case Faulted faulted -> 5;
        };
    }

    /// {@return the mode's name in events and on the screen, lower case}
    default String word() {
        return word(code());
    }

    /// {@return the name of the mode with this code}
    ///
    /// @param code 0-5
    static String word(int code) {
        return switch (code) {
            case 0 -> "unconfigured";
            case 1 -> "inactive";
            case 2 -> "arming";
            case 3 -> "active";
            case 4 -> "stopped";
            case 5 -> "fault";
            default -> throw new IllegalArgumentException("mode code must be 0-5, was " + code);
        };
    }

    /// {@return whether the table allows the step from this mode to `next`}
    ///
    /// @param next another mode
    default boolean mayBecome(Mode next) {
        if (next instanceof Stopped) {
            return true;
        }
        return switch (this) {
            case Unconfigured unconfigured -> next instanceof Inactive;
            case Inactive inactive -> next instanceof Arming;
            case Arming arming -> next instanceof Active || next instanceof Inactive || next instanceof Faulted;
            case Active active -> next instanceof Inactive || next instanceof Faulted;
            case Faulted faulted -> next instanceof Inactive;
            case Stopped stopped -> false;
        };
    }
}
