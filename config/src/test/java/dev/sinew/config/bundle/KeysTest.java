package dev.sinew.config.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final HexFormat HEX = HexFormat.of();

    /// RFC 8032 section 7.1, TEST 2: secret key, public key, message `72` and signature; the prefixes are those of
    /// RFC 8410 section 7 (PKCS #8) and section 4 (SubjectPublicKeyInfo).
    private static final String SECRET =
            "302e020100300506032b657004220420" + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private static final String OPEN =
            "302a300506032b6570032100" + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final String SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    private final Path folder;
    private final Keys keys;

    KeysTest(@TempDir Path folder) {
        this.folder = folder;
        this.keys = new Keys(folder.resolve("keys"));
    }

    private static TrustedKey openKey() {
        return TrustedKey.parse(Base64.getEncoder().encodeToString(HEX.parseHex(OPEN)));
    }

    @Test
    void signsAsTheStandardSays() {
        SigningKey key = SigningKey.of(HEX.parseHex(SECRET), openKey());

        assertEquals(SIGNATURE, HEX.formatHex(key.sign(new byte[] {0x72})));
        assertTrue(openKey().signed(new byte[] {0x72}, HEX.parseHex(SIGNATURE)));
        assertFalse(openKey().signed(new byte[] {0x73}, HEX.parseHex(SIGNATURE)));
        assertFalse(openKey().signed(new byte[] {0x72}, new byte[3]));
    }

    @Test
    void namesAKeyByTheHashOfItsEncoding() throws IOException {
        Path encoded = Files.write(folder.resolve("open.der"), HEX.parseHex(OPEN));

        assertEquals(
                Sha256.hex(Files.readAllBytes(encoded)).substring(0, 16),
                openKey().id());
        assertEquals(16, openKey().id().length());
    }

    @Test
    void loadsWhatItCreated() {
        SigningKey created = keys.create("workstation");

        SigningKey loaded = keys.load("workstation");

        assertEquals(created.trustedKey(), loaded.trustedKey());
        assertArrayEquals(created.encoded(), loaded.encoded());
        assertEquals(Map.of("workstation", created.trustedKey()), keys.list());
    }

    @Test
    void letsOnlyTheOwnerReadAPrivateKey() throws IOException {
        keys.create("a");
        Path secret = keys.folder().resolve("a.key");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(
                "private key " + secret + " must be readable by its owner only (chmod 600), was rw-r--r--",
                assertThrows(IllegalArgumentException.class, () -> keys.load("a"))
                        .getMessage());
    }

    @Test
    void keepsAKeyThatIsThere() {
        keys.create("a");

        assertEquals(
                "key name must be free, was 'a' of " + keys.folder().resolve("a.key"),
                assertThrows(IllegalArgumentException.class, () -> keys.create("a"))
                        .getMessage());
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        assertEquals(
                "key name must be 1-64 letters, digits, '_' or '-', was '../a'",
                assertThrows(IllegalArgumentException.class, () -> keys.create("../a"))
                        .getMessage());
    }

    @Test
    void namesTheKnownKeysWhenOneIsUnknown() {
        keys.create("a");

        assertEquals(
                "key must be one of [a], was 'b'",
                assertThrows(IllegalArgumentException.class, () -> keys.load("b"))
                        .getMessage());
    }

    @Test
    void refusesAPairThatIsNone() throws IOException {
        keys.create("a");
        keys.create("b");
        Files.copy(keys.folder().resolve("b.pub"), keys.folder().resolve("a.pub"), StandardCopyOption.REPLACE_EXISTING);

        assertEquals(
                "private and public key must belong together, were two keys",
                assertThrows(IllegalArgumentException.class, () -> keys.load("a"))
                        .getMessage());
    }

    @Test
    void refusesFilesThatHoldNoKey() throws IOException {
        Path file = folder.resolve("x.pub");

        Files.writeString(file, "hello\n");
        assertEquals(
                "key file " + file + " must hold a PEM block 'PUBLIC KEY'",
                assertThrows(IllegalArgumentException.class, () -> Keys.trusted(file))
                        .getMessage());
        Files.writeString(file, "-----BEGIN PUBLIC KEY-----\naGVsbG8=\n-----END PUBLIC KEY-----\n");
        assertEquals(
                "public key must be Ed25519 as base64, 60 characters, was 'aGVsbG8='",
                assertThrows(IllegalArgumentException.class, () -> Keys.trusted(file))
                        .getMessage());
    }
}
