package dev.sinew.sim.mujoco.parts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes of files.
final class Sha256 {
    private static final int BUFFER = 1 << 16;

    private Sha256() {}

    /// {@return the hash of a file, lower-case hex}
    ///
    /// @param file to read
    /// @throws IOException when it cannot be read
    static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Refuses a file that is missing or not the pinned one.
    ///
    /// @param file to read
    /// @param expected its hash
    /// @param remedy what to type, ends the message
    static void check(Path file, String expected, String remedy) {
        if (!Files.isRegularFile(file)) {
            throw new PartsException("missing file: expected " + file + ", found nothing; " + remedy);
        }
        try {
            String found = of(file);
            if (!found.equals(expected)) {
                throw new PartsException(
                        "wrong hash of " + file + ": expected sha256 " + expected + ", found " + found + "; " + remedy);
            }
        } catch (IOException e) {
            throw new PartsException("cannot read " + file + ": " + e + "; " + remedy, e);
        }
    }
}
