package dev.sinew.config.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// A public Ed25519 key (RFC 8032) whose owner may sign bundles and commands.
///
/// @param key the key
public record TrustedKey(PublicKey key) {
    /// The name of the algorithm in the JDK.
    static final String ALGORITHM = "Ed25519";

    /// Refuses keys of other algorithms.
    public TrustedKey {
        if (!(key instanceof EdECPublicKey curve && curve.getParams().getName().equals(ALGORITHM))) {
            throw new IllegalArgumentException("public key must be Ed25519, was " + key.getAlgorithm());
        }
    }

    /// {@return the key of its text form}
    ///
    /// @param text base64 of the key's SubjectPublicKeyInfo (RFC 8410 section 4), as [#text] makes it
    public static TrustedKey parse(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(text);
            return new TrustedKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "public key must be Ed25519 as base64, 60 characters, was '" + text + "'", refused);
        }
    }

    /// {@return its short name: the first 16 hexadecimal digits of the SHA-256 of its encoding}
    public String id() {
        return Sha256.shortHex(key.getEncoded());
    }

    /// {@return base64 of its SubjectPublicKeyInfo, one line}
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /// {@return whether the owner of this key signed a message}
    ///
    /// @param message what was signed
    /// @param signature 64 bytes
    public boolean signed(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
