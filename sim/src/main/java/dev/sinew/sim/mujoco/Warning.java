package dev.sinew.sim.mujoco;

import java.util.List;
import java.util.stream.Stream;

/// The warnings MuJoCo counts for each simulation (`mjtWarning`).
///
/// A step that went wrong returns success; only these counters tell. All but [#INERTIA] mean that the simulation is
/// no longer what the model says.
public enum Warning {
    /// An inertia matrix is nearly singular.
    INERTIA(0, "nearly singular inertia matrix"),
    /// The arena is full: contacts were dropped.
    CONTACTS_DROPPED(1, "arena full, contacts dropped"),
    /// The arena is full: constraints were dropped.
    CONSTRAINTS_DROPPED(2, "arena full, constraints dropped"),
    /// A position is not finite or beyond 1e10; the simulation was reset.
    BAD_POSITION(3, "NaN, infinite or huge position"),
    /// A velocity is not finite or beyond 1e10; the simulation was reset.
    BAD_VELOCITY(4, "NaN, infinite or huge velocity"),
    /// An acceleration is not finite or beyond 1e10; the simulation was reset.
    BAD_ACCELERATION(5, "NaN, infinite or huge acceleration"),
    /// A control is not finite; all controls counted as zero.
    BAD_CONTROL(6, "NaN or infinite control, all controls taken as zero");

    /// Counters of one simulation, `mjNWARNING`.
    static final int COUNT = 7;

    /// Those after which a simulation is no longer what the model says.
    static final List<Warning> GRAVE =
            Stream.of(values()).filter(warning -> warning != INERTIA).toList();

    private final int code;
    private final String text;

    Warning(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    /// {@return what it means, for a message}
    public String text() {
        return text;
    }
}
