package dev.sinew.config.experience;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Which run of a robot's process a sequence number belongs to: 128 random bits, new in each.
///
/// @param high the first 64 bits
/// @param low the last 64 bits
public record BootId(long high, long low) {
    /// Bytes it takes in a record.
    static final int BYTES = 2 * Long.BYTES;

    /// {@return one that nobody has had before}
    public static BootId random() {
        SecureRandom random = new SecureRandom();
        return new BootId(random.nextLong(), random.nextLong());
    }

    /// {@return 32 hexadecimal digits}
    @Override
    public String toString() {
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(high) + digits.toHexDigits(low);
    }
}
