package dev.sinew.sim.mujoco;

/// MuJoCo refused something. The message holds MuJoCo's own text.
public final class MujocoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What MuJoCo refused.
    ///
    /// @param message what was asked for, and MuJoCo's own text
    public MujocoException(String message) {
        super(message);
    }
}
