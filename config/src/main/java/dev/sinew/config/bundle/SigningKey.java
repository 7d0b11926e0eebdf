package dev.sinew.config.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/// A private Ed25519 key (RFC 8032) with its public one.
public final class SigningKey {
    private final PrivateKey secret;
    private final TrustedKey open;

    private SigningKey(PrivateKey secret, TrustedKey open) {
        this.secret = secret;
        this.open = open;
    }

    /// {@return a new key}
    public static SigningKey create() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(TrustedKey.ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), new TrustedKey(pair.getPublic()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java platform has no Ed25519", impossible);
        }
    }

    /// {@return the key of its two encodings; they must belong together}
    ///
    /// @param encoded PKCS #8 (RFC 8410 section 7)
    /// @param open its public key
    static SigningKey of(byte[] encoded, TrustedKey open) {
        try {
            PrivateKey secret =
                    KeyFactory.getInstance(TrustedKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            SigningKey key = new SigningKey(secret, open);
            byte[] probe = {1};
            if (!open.signed(probe, key.sign(probe))) {
                throw new IllegalArgumentException("private and public key must belong together, were two keys");
            }
            return key;
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("private key must be Ed25519 in PKCS #8", refused);
        }
    }

    /// {@return its public key, to be trusted by robots}
    public TrustedKey trustedKey() {
        return open;
    }

    /// {@return its encoding in PKCS #8}
    byte[] encoded() {
        return secret.getEncoded();
    }

    /// {@return the signature of a message, 64 bytes}
    ///
    /// @param message any bytes; they must begin with what they are, since all that a key signs looks alike
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(TrustedKey.ALGORITHM);
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an Ed25519 key signs everything", impossible);
        }
    }
}
