package dev.sinew.runtime.cli;

/// Something was asked for that only a workstation carries: physics, training.
public final class NotOnARobotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what to do instead.
    ///
    /// @param message what was asked for, and where it can be had
    public NotOnARobotException(String message) {
        super(message);
    }
}
