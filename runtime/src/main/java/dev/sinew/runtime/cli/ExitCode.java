package dev.sinew.runtime.cli;

/// How a command ends, for scripts. The numbers above 63 are those of `sysexits.h`.
public final class ExitCode {
    /// Everything as asked.
    public static final int OK = 0;
    /// Carried out, but what was asked for did not hold: a fault stopped the robot, a comparison differs.
    public static final int FAILED = 1;
    /// The command line is wrong.
    public static final int USAGE = 2;
    /// A file, a setting or a name is wrong: configuration, model, bundle, unknown task or robot.
    public static final int BAD_INPUT = 65;
    /// A file that was named is not there.
    public static final int NO_INPUT = 66;
    /// A device, a broker, a port or a native part is not available.
    public static final int UNAVAILABLE = 69;
    /// A mistake in Sinew.
    public static final int INTERNAL = 70;
    /// A file cannot be written.
    public static final int CANNOT_WRITE = 74;
    /// A bundle is refused: signature, unknown key, unsigned, or not for this robot.
    public static final int REFUSED = 77;
    /// Stopped by Ctrl-C, everything put away: 128 and the number of the signal, as the JVM answers it.
    public static final int INTERRUPTED = 130;
    /// Stopped by `SIGTERM`, everything put away.
    public static final int TERMINATED = 143;

    private ExitCode() {}
}
