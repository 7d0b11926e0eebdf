package dev.sinew.hal.robot;

/// What became of something asked of a robot.
public enum Outcome {
    /// Done, every byte acknowledged.
    DONE(0),
    /// Not allowed now: no byte was written.
    REFUSED(1),
    /// A device or a line did not take it.
    FAILED(2);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    /// {@return the number that stands for this outcome in records, 0-2}
    public int code() {
        return code;
    }
}
