package dev.sinew.sim.mujoco.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// MuJoCo's native library and Gymnasium's models on this machine, fetched on first use and never again.
///
/// | what | from | in the cache |
/// |---|---|---|
/// | `libmujoco.so.4.0.0`, Apache-2.0 | wheel `mujoco-core` 4.0.0 | `mujoco-4.0.0-<machine>/` |
/// | MJCF models, MIT | wheel `gymnasium` 1.4.0 | `gymnasium-1.4.0/` |
///
/// The cache is `SINEW_CACHE`, else `XDG_CACHE_HOME/sinew`, else `~/.cache/sinew`. Hashes of wheel, library and
/// models are pinned and checked; licences lie beside. `MUJOCO_HOME` names a MuJoCo folder of one's own, of which
/// only the version is checked, when it is loaded. Safe for several threads and processes at once.
public final class NativeParts {
    private static final String GYMNASIUM = "gymnasium-1.4.0";
    private static final String MODELS = "gymnasium/envs/mujoco/assets/";

    private final Map<String, String> environment;
    private final PartsCache cache;
    private final Machine machine;
    private final WheelSource source;
    private final Map<String, String> modelHashes;

    NativeParts(Map<String, String> environment, PartsCache cache, Machine machine, WheelSource source) {
        this.environment = environment;
        this.cache = cache;
        this.machine = machine;
        this.source = source;
        this.modelHashes = pinnedModels();
    }

    /// {@return the parts for this machine and user}
    public static NativeParts ofSystem() {
        Map<String, String> environment = System.getenv();
        return new NativeParts(
                environment,
                PartsCache.of(environment, Path.of(System.getProperty("user.home"))),
                Machine.of(System.getProperty("os.name"), System.getProperty("os.arch")),
                Pip.ofSystem());
    }

    /// {@return MuJoCo's library, fetched and checked}
    public Path library() {
        String home = environment.getOrDefault("MUJOCO_HOME", "");
        if (!home.isEmpty()) {
            return libraryIn(Path.of(home).toAbsolutePath());
        }
        Path folder = cache.folder(machine.folder(), this::fetchLibrary);
        Path library = folder.resolve(Machine.LIBRARY);
        Sha256.check(library, machine.librarySha256(), fetchAgain(folder));
        return library;
    }

    /// {@return one of Gymnasium's models, fetched and checked}
    ///
    /// @param file name such as `half_cheetah.xml`
    public Path model(String file) {
        String expected = modelHashes.get(file);
        if (expected == null) {
            throw new IllegalArgumentException("model must be one of " + modelHashes.keySet() + ", was " + file);
        }
        Path folder = cache.folder(GYMNASIUM, this::fetchModels);
        Path model = folder.resolve(file);
        Sha256.check(model, expected, fetchAgain(folder));
        return model;
    }

    /// {@return the names of Gymnasium's models}
    public List<String> models() {
        return List.copyOf(modelHashes.keySet());
    }

    private static Path libraryIn(Path home) {
        for (Path folder : List.of(home.resolve("lib"), home)) {
            Path library = folder.resolve(Machine.LIBRARY);
            if (Files.isRegularFile(library)) {
                return library;
            }
        }
        throw new PartsException("MUJOCO_HOME=" + home + " holds no MuJoCo 4.0.0: expected " + Machine.LIBRARY
                + " in it or in its lib folder, found " + librariesIn(home)
                + "; to use the fetched library instead, type: unset MUJOCO_HOME");
    }

    private static String librariesIn(Path home) {
        try (Stream<Path> files = Files.find(home, 2, (path, attributes) -> String.valueOf(path.getFileName())
                .startsWith("libmujoco"))) {
            List<String> found = files.map(path -> String.valueOf(home.relativize(path)))
                    .sorted()
                    .toList();
            return found.isEmpty() ? "none" : String.join(", ", found);
        } catch (IOException e) {
            return "a folder that cannot be read (" + e + ")";
        }
    }

    private void fetchLibrary(Path folder) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("mujoco/" + Machine.LIBRARY, Machine.LIBRARY);
        entries.put("mujoco_core-4.0.0.dist-info/licenses/LICENSE", "LICENSE");
        entries.put("mujoco_core-4.0.0.dist-info/licenses/LICENSES_THIRD_PARTY.md", "LICENSES_THIRD_PARTY.md");
        fetch(machine.mujoco(), entries, folder);
        Sha256.check(
                folder.resolve(Machine.LIBRARY), machine.librarySha256(), "the pinned hashes contradict each other");
    }

    private void fetchModels(Path folder) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        modelHashes.keySet().forEach(file -> entries.put(MODELS + file, file));
        entries.put("gymnasium-1.4.0.dist-info/licenses/LICENSE", "LICENSE");
        fetch(machine.gymnasium(), entries, folder);
    }

    private void fetch(Wheel wheel, Map<String, String> entries, Path folder) throws IOException {
        source.download(wheel, folder);
        Path file = folder.resolve(wheel.file());
        Sha256.check(file, wheel.sha256(), "to see what pip offers, type: " + wheel.command("."));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                ZipEntry packed = Objects.requireNonNull(zip.getEntry(entry.getKey()), entry.getKey());
                try (InputStream in = zip.getInputStream(packed)) {
                    Files.copy(in, folder.resolve(entry.getValue()));
                }
            }
        }
        Files.delete(file);
    }

    private static String fetchAgain(Path folder) {
        return "to fetch it again, type: rm -r '" + folder + "'";
    }

    /// Reads the pinned hashes, in the format of `sha256sum`.
    private static Map<String, String> pinnedModels() {
        Map<String, String> hashes = new TreeMap<>();
        try (InputStream in = Objects.requireNonNull(
                NativeParts.class.getResourceAsStream(GYMNASIUM + ".sha256"), "resource with the models' hashes")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] parts = line.split("  ", 2);
                hashes.put(parts[1], parts[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(hashes);
    }
}
