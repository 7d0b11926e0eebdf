package dev.sinew.config.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The signing keys of a user: for each name a private key `<name>.key`, which only its owner may read, and a public
/// key `<name>.pub`, to be given to robots. Both are PEM files (RFC 7468) that OpenSSL reads.
public final class Keys {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final Path folder;

    /// The keys of a folder, which is made when the first key is created.
    ///
    /// @param folder holds the key files
    public Keys(Path folder) {
        this.folder = folder;
    }

    /// {@return the folder}
    public Path folder() {
        return folder;
    }

    /// Makes a key pair and its two files.
    ///
    /// @param name letters, digits, `_` and `-`; a name that is taken is refused
    /// @return the key
    public SigningKey create(String name) {
        SigningKey key = SigningKey.create();
        Path secret = file(name, ".key");
        Path open = file(name, ".pub");
        try {
            Files.createDirectories(folder);
            Files.createFile(secret, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(secret, pem(PRIVATE, key.encoded()));
            Files.writeString(open, pem(PUBLIC, key.trustedKey().key().getEncoded()));
            return key;
        } catch (FileAlreadyExistsException taken) {
            throw new IllegalArgumentException(
                    "key name must be free, was '" + name + "' of " + taken.getFile(), taken);
        } catch (IOException failed) {
            throw new UncheckedIOException("key file " + secret + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    /// {@return a key to sign with}
    ///
    /// @param name as given to [#create]
    public SigningKey load(String name) {
        Path secret = file(name, ".key");
        if (!Files.isRegularFile(secret)) {
            throw new IllegalArgumentException("key must be one of " + list().keySet() + ", was '" + name + "'");
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(secret);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new IllegalArgumentException("private key " + secret + " must be readable by its owner only "
                        + "(chmod 600), was " + PosixFilePermissions.toString(permissions));
            }
            return SigningKey.of(content(secret, PRIVATE), trusted(file(name, ".pub")));
        } catch (IOException failed) {
            throw new UncheckedIOException("key file " + secret + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    /// {@return the public keys by name, in alphabetical order}
    public SortedMap<String, TrustedKey> list() {
        SortedMap<String, TrustedKey> keys = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return keys;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".pub")) {
                    keys.put(name.substring(0, name.length() - ".pub".length()), trusted(file));
                }
            }
            return keys;
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "key folder " + folder + " cannot be listed: " + failed.getMessage(), failed);
        }
    }

    /// {@return the key of a public key file}
    ///
    /// @param file as [#create] makes it
    public static TrustedKey trusted(Path file) {
        try {
            return TrustedKey.parse(Base64.getEncoder().encodeToString(content(file, PUBLIC)));
        } catch (IOException failed) {
            throw new UncheckedIOException("key file " + file + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private Path file(String name, String ending) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("key name must be 1-64 letters, digits, '_' or '-', was '" + name + "'");
        }
        return folder.resolve(name + ending);
    }

    private static String pem(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static byte[] content(Path file, String label) throws IOException {
        List<String> lines =
                Files.readAllLines(file).stream().map(String::strip).toList();
        int begin = lines.indexOf("-----BEGIN " + label + "-----");
        int end = lines.indexOf("-----END " + label + "-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("key file " + file + " must hold a PEM block '" + label + "'");
        }
        try {
            return Base64.getDecoder().decode(String.join("", lines.subList(begin + 1, end)));
        } catch (IllegalArgumentException garbled) {
            throw new IllegalArgumentException(
                    "key file " + file + " must hold base64: " + garbled.getMessage(), garbled);
        }
    }
}
