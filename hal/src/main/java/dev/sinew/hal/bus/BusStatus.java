package dev.sinew.hal.bus;

/// How a transfer on a bus ended.
public enum BusStatus {
    /// All bytes moved.
    OK(0),
    /// The device did not acknowledge.
    NACK(1),
    /// The bus or the device took too long.
    TIMEOUT(2),
    /// Bytes arrived but their check value is wrong.
    CHECKSUM(3),
    /// Fewer bytes arrived than asked.
    SHORT(4),
    /// The bus or the line itself is gone.
    GONE(5);

    private final int code;

    BusStatus(int code) {
        this.code = code;
    }

    /// {@return the number that stands for this status in records, 0-5}
    public int code() {
        return code;
    }

    /// {@return the status with this code}
    ///
    /// @param code 0-5
    public static BusStatus of(int code) {
        for (BusStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("status code must be 0-5, was " + code);
    }
}
