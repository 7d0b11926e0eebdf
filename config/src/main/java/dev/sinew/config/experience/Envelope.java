package dev.sinew.config.experience;

import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// What batch and acknowledgement have in common: four letters and a version in front, the CRC-32C (RFC 3720, section
/// 12.1) of all before it at the end. Numbers are little-endian.
final class Envelope {
    /// Bytes of letters and version.
    static final int FRONT = 6;
    /// Bytes of the checksum.
    static final int CRC = 4;

    private Envelope() {}

    /// {@return the bytes, little-endian}
    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Writes the checksum of all before it to the end.
    static void seal(byte[] bytes) {
        wrap(bytes).putInt(bytes.length - CRC, checksum(bytes));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - CRC);
        return (int) crc.getValue();
    }

    /// Refuses what begins otherwise.
    static void requireFront(String what, byte[] bytes, int magic, int version) {
        if (bytes.length < FRONT || wrap(bytes).getInt(0) != magic) {
            throw new ExperienceRefusedException(Reason.FOREIGN, what + " does not begin as one");
        }
        int was = Short.toUnsignedInt(wrap(bytes).getShort(4));
        if (was != version) {
            throw new ExperienceRefusedException(
                    Reason.VERSION, what + " must be of version " + version + ", was " + was);
        }
    }

    static void requireLength(String what, byte[] bytes, long size) {
        if (bytes.length != size) {
            throw new ExperienceRefusedException(
                    Reason.LENGTH, what + " must have " + size + " bytes, was " + bytes.length);
        }
    }

    static void requireChecksum(String what, byte[] bytes) {
        int said = wrap(bytes).getInt(bytes.length - CRC);
        int made = checksum(bytes);
        if (said != made) {
            throw new ExperienceRefusedException(
                    Reason.CHECKSUM, String.format("%s must have the CRC-32C %08x, was %08x", what, made, said));
        }
    }
}
