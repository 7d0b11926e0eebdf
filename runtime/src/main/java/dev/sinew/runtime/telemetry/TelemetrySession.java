package dev.sinew.runtime.telemetry;

import dev.sinew.config.robot.RobotDescription;

/// What telemetry says about itself: one run of one robot.
///
/// @param robot what it is; its name is the second level of every topic
/// @param session name of this run; a will of another session is none of ours
/// @param policyId of the bundle that runs
/// @param version of Sinew
/// @param nonce of this run, 32 hexadecimal digits: commands must name it
/// @param unixOffset Unix time minus the loop's clock, ns, frozen for the session: plots never jump
public record TelemetrySession(
        RobotDescription robot, String session, String policyId, String version, String nonce, long unixOffset) {
    /// {@return Unix time, s}
    ///
    /// @param nanos on the loop's clock
    double timestamp(long nanos) {
        return (nanos + unixOffset) * 1e-9;
    }

    String topic(String rest) {
        return "robots/" + robot.name() + "/" + rest;
    }
}
