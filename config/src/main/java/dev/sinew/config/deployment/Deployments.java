package dev.sinew.config.deployment;

import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.document.Section;
import dev.sinew.config.robot.Robots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The deployment files, and the one change that a program makes to them: trusting a key.
public final class Deployments {
    private static final Set<String> SCHEMES = Set.of("tcp", "ssl");
    private static final Pattern REALITY_LINE = Pattern.compile("(?m)^reality:");
    private static final Pattern KEYS_LINE = Pattern.compile("(?m)^trusted_keys:([ ]+\\{[ ]*\\})?([ ]+#.*)?[ ]*$");

    private final ConfigFiles files;
    private final Robots robots;

    /// The deployments of some files.
    ///
    /// @param files hold `deployment/<name>.yaml` and the robots
    public Deployments(ConfigFiles files) {
        this.files = files;
        this.robots = new Robots(files);
    }

    /// {@return the names of all deployments, in alphabetical order; a file that says how a reality differs is none}
    public List<String> names() {
        return files.list("deployment").stream()
                .filter(name -> !REALITY_LINE.matcher(files.text(path(name))).find())
                .toList();
    }

    private static String path(String name) {
        return "deployment/" + name + ".yaml";
    }

    /// {@return one deployment}
    ///
    /// @param name of its file without `.yaml`; an unknown one is refused with the known ones
    public Deployment deployment(String name) {
        return files.yaml(file(name), this::read);
    }

    private String file(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "deployment must be one of " + String.join(", ", names()) + ", was '" + name + "'");
        }
        return path(name);
    }

    private Deployment read(Section root) {
        String robot = root.text("robot");
        if (!robots.names().contains(robot)) {
            throw root.refusal(
                    "robot", "must be one of " + String.join(", ", robots.names()) + ", was '" + robot + "'");
        }
        Optional<URI> mqtt = root.has("mqtt") ? Optional.of(broker(root)) : Optional.empty();
        return new Deployment(robot, keys(root.section("trusted_keys")), mqtt, Path.of(root.text("records")));
    }

    private static List<TrustedKey> keys(Section section) {
        List<TrustedKey> keys = new ArrayList<>();
        for (String id : section.keys()) {
            String text = section.text(id);
            TrustedKey key;
            try {
                key = TrustedKey.parse(text);
            } catch (IllegalArgumentException refused) {
                throw section.refusal(id, "must be a public key: " + refused.getMessage());
            }
            if (!key.id().equals(id)) {
                throw section.refusal(id, "must be the key with this id, was key " + key.id());
            }
            keys.add(key);
        }
        return keys;
    }

    private static URI broker(Section root) {
        String text = root.text("mqtt");
        try {
            URI uri = URI.create(text);
            if (uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() > 0) {
                return uri;
            }
        } catch (IllegalArgumentException garbled) {
            // answered below, as any other text that is no address
        }
        throw root.refusal("mqtt", "must be tcp://host:port or ssl://host:port, was '" + text + "'");
    }

    /// Adds a key to those that a deployment trusts. Comments and order of the file stay. A deployment that is only
    /// shipped is copied into the folder first.
    ///
    /// @param folder of the user's own files, which [ConfigFiles#over] puts before the shipped ones
    /// @param name of the deployment
    /// @param key to trust from now on; nothing changes when it is trusted already
    /// @return the file that names the key now
    public Path trust(Path folder, String name, TrustedKey key) {
        String file = file(name);
        Deployment before = deployment(name);
        Path own = folder.resolve(file);
        String text = files.text(file);
        String changed = text;
        if (before.trustedKeys().stream().noneMatch(one -> one.id().equals(key.id()))) {
            String line = "\n  " + key.id() + ": " + key.text();
            changed = KEYS_LINE
                    .matcher(text)
                    .replaceFirst(found -> "trusted_keys:" + (found.group(2) == null ? "" : found.group(2)) + line);
        }
        Deployment after = Document.yaml(own.toString(), changed, this::read);
        if (!after.trustedKeys().contains(key)) {
            throw new IllegalArgumentException(
                    own + " must have a line 'trusted_keys:' to add a key below it, had none");
        }
        write(own, changed);
        return own;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("deployment " + file + " cannot be written: " + failed.getMessage(), failed);
        }
    }
}
