package dev.sinew.hal.pi4j;

import dev.sinew.hal.bus.BusStatus;

/// One fault per failed status, made in advance.
final class BusFaults {
    private final BusFault nack = new BusFault(BusStatus.NACK);
    private final BusFault timeout = new BusFault(BusStatus.TIMEOUT);
    private final BusFault checksum = new BusFault(BusStatus.CHECKSUM);
    private final BusFault tooShort = new BusFault(BusStatus.SHORT);
    private final BusFault gone = new BusFault(BusStatus.GONE);

    /// Returns when all bytes moved and throws the fault of any other status.
    void check(BusStatus status) {
        switch (status) {
            case OK -> {}
            case NACK -> throw nack;
            case TIMEOUT -> throw timeout;
            case CHECKSUM -> throw checksum;
            case SHORT -> throw tooShort;
            case GONE -> throw gone;
        }
    }
}
