package dev.sinew.sim.mujoco;

/// How far derived fields are brought up to date at the new state after a call (`mjtStage`).
///
/// After a step the fields above the stage describe the last substep before the state. The stage never changes the
/// trajectory.
public enum Stage {
    /// Nothing: derived fields lag by one substep.
    NONE(0),
    /// Positions: body, geom and site poses, position sensors.
    POSITION(1),
    /// Positions and velocities.
    VELOCITY(2),
    /// Everything, with the controls in the row.
    ACCELERATION(3);

    private final int code;

    Stage(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
