package dev.sinew.config.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 as lower-case hexadecimal digits.
public final class Sha256 {
    /// Digits of a short id: 64 bits.
    static final int SHORT = 16;

    private Sha256() {}

    /// {@return 64 digits}
    ///
    /// @param content hashed
    public static String hex(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static String shortHex(byte[] content) {
        return hex(content).substring(0, SHORT);
    }
}
