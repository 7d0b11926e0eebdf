package dev.sinew.config.document;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The configuration files by their names, such as `robots/balancer/robot.yaml`: those shipped with the program, or
/// of a folder of the same shape that goes first.
public final class ConfigFiles {
    private final @Nullable Path folder;

    private ConfigFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    /// {@return the files shipped with the program}
    public static ConfigFiles shipped() {
        return new ConfigFiles(null);
    }

    /// {@return the files of a folder; those it lacks are the shipped ones}
    ///
    /// @param folder holds `robots`, `tasks`, `training` or `deployment`
    public static ConfigFiles over(Path folder) {
        return new ConfigFiles(folder);
    }

    /// {@return the folder of the user's own files and keys: `SINEW_HOME`, or else `sinew` in the user's
    /// configuration folder}
    ///
    /// @param environment variables of the process
    public static Path userFolder(Map<String, String> environment) {
        String own = environment.getOrDefault("SINEW_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path parent = config.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(config);
        return parent.resolve("sinew");
    }

    /// {@return the folder of what is fetched and can be fetched again: `SINEW_CACHE`, or else `sinew` in the user's
    /// cache folder}
    ///
    /// @param environment variables of the process
    /// @param home of the user
    public static Path cacheFolder(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("SINEW_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        Path shared = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        return (shared.isAbsolute() ? shared : home.resolve(".cache")).resolve("sinew");
    }

    /// Reads one YAML file.
    ///
    /// @param name with `/` between its parts
    /// @param reader reads every key that may stand there
    /// @param <T> what it reads
    /// @return what the reader made
    public <T> T yaml(String name, Function<Section, T> reader) {
        String shown = own(name).map(Path::toString).orElse(name);
        return Document.yaml(shown, text(name), reader);
    }

    /// {@return whether there is such a file}
    ///
    /// @param name with `/` between its parts
    public boolean has(String name) {
        return own(name).isPresent() || resource(name) != null;
    }

    /// {@return the text of one file}
    ///
    /// @param name with `/` between its parts
    public String text(String name) {
        Optional<Path> own = own(name);
        try {
            if (own.isPresent()) {
                return Files.readString(own.get());
            }
            URL shipped = resource(name);
            if (shipped == null) {
                throw new NoSuchFileException(name);
            }
            try (InputStream in = shipped.openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException missing) {
            throw new DocumentException(name, "no such file" + (folder == null ? "" : ", also not in " + folder));
        } catch (IOException failed) {
            throw new DocumentException(name, "cannot be read: " + failed.getMessage());
        }
    }

    /// {@return the names in a folder, without what follows the last dot, in alphabetical order}
    ///
    /// @param name of the folder, `robots` for instance
    public List<String> list(String name) {
        TreeSet<String> names = new TreeSet<>();
        try {
            if (folder != null && Files.isDirectory(folder.resolve(name))) {
                collect(folder.resolve(name), names);
            }
            for (URL shipped :
                    Collections.list(ConfigFiles.class.getClassLoader().getResources(name))) {
                collectShipped(shipped.toURI(), names);
            }
        } catch (IOException | URISyntaxException failed) {
            throw new DocumentException(name, "cannot be listed: " + failed.getMessage());
        }
        return List.copyOf(names);
    }

    private static void collectShipped(URI place, Set<String> names) throws IOException {
        if ("jar".equals(place.getScheme())) {
            String[] jarAndFolder = place.getRawSchemeSpecificPart().split("!", 2);
            // by its path, for this thread alone: by its URI there is one for the whole process
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndFolder[0])))) {
                collect(jar.getPath(jarAndFolder[1]), names);
            }
        } else {
            collect(Path.of(place), names);
        }
    }

    private static void collect(Path place, Set<String> names) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            entries.map(entry -> String.valueOf(entry.getFileName()).replace("/", ""))
                    .map(name -> name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name)
                    .forEach(names::add);
        }
    }

    private Optional<Path> own(String name) {
        return Optional.ofNullable(folder).map(own -> own.resolve(name)).filter(Files::isRegularFile);
    }

    private static @Nullable URL resource(String name) {
        return ConfigFiles.class.getClassLoader().getResource(name);
    }
}
