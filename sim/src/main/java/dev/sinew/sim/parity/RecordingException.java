package dev.sinew.sim.parity;

/// A recording cannot be read or does not hold what it must. The message names the file.
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecordingException(String message) {
        super(message);
    }
}
