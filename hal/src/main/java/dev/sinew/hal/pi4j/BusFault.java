package dev.sinew.hal.pi4j;

import com.pi4j.io.exception.IOException;
import dev.sinew.hal.bus.BusStatus;

/// A transfer that failed, as Pi4J's interfaces can say it: with the status that Pi4J's own exceptions lack.
///
/// Made once per status and thrown again and again, so that a failing bus costs no memory: it has no stack trace.
final class BusFault extends IOException {
    private static final long serialVersionUID = 1;

    private final BusStatus status;

    BusFault(BusStatus status) {
        super("transfer ended with " + status);
        this.status = status;
    }

    BusStatus status() {
        return status;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
