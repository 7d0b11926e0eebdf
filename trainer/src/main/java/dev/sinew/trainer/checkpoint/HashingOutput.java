package dev.sinew.trainer.checkpoint;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/// Passes bytes on and takes their SHA-256 on the way.
final class HashingOutput extends FilterOutputStream {
    private final MessageDigest digest = SectionFile.newDigest();

    HashingOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        digest.update((byte) b);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        out.write(bytes, offset, length);
    }

    /// {@return SHA-256 of what passed, once}
    byte[] digest() {
        return digest.digest();
    }
}
