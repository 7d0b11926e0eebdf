package dev.sinew.sim.mujoco;

/// Where MuJoCo's own messages go.
@FunctionalInterface
public interface MessageSink {
    /// Takes a message. Called from any thread, also from MuJoCo's; must not call MuJoCo.
    ///
    /// @param severity how bad it is; after an [Severity#ERROR] the process ends
    /// @param text MuJoCo's own text
    void message(Severity severity, String text);

    /// How bad a message is.
    enum Severity {
        /// A model or a simulation is not as it should be.
        WARNING,
        /// The library was misused; it cannot go on.
        ERROR
    }
}
