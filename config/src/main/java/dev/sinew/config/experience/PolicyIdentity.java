package dev.sinew.config.experience;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Which policy acted.
///
/// @param id of the policy, 1-64 printable ASCII characters; that of a bundle has 16 hexadecimal digits
/// @param sha256 of the bundle's file, 64 lower-case hexadecimal digits, as `sha256sum` prints them
public record PolicyIdentity(String id, String sha256) {
    /// Bytes of a SHA-256.
    static final int HASH_BYTES = 32;
    /// Characters an id may have.
    static final int LONGEST_ID = 64;

    /// Refuses what cannot be written down.
    public PolicyIdentity {
        if (!id.matches("[!-~]{1," + LONGEST_ID + "}")) {
            throw new IllegalArgumentException("policy id must be 1-" + LONGEST_ID
                    + " printable ASCII characters without spaces, was " + id.length() + " characters");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "policy hash must be 64 lower-case hexadecimal digits, was '" + sha256 + "'");
        }
    }

    byte[] idBytes() {
        return id.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(sha256);
    }

    /// {@return bytes it takes in a batch's table}
    int bytes() {
        return 1 + id.length() + HASH_BYTES;
    }
}
