package dev.sinew.runtime.policy;

import ai.onnxruntime.OrtEnvironment;
import dev.sinew.config.document.ConfigFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/// ONNX Runtime's native library, unpacked once into a cache.
///
/// Left alone, the engine unpacks 25 MB into the temporary folder at every start and leaves an empty folder behind;
/// from the cache a start is about 140 ms faster.
public final class OnnxLibrary {
    /// The property by which ONNX Runtime is told the folder of its libraries.
    static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final List<String> FILES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    private OnnxLibrary() {}

    /// Unpacks the libraries into this user's cache ([ConfigFiles#cacheFolder]) unless that is done. Where it cannot
    /// be
    /// written, ONNX Runtime goes on to unpack into the temporary folder by itself.
    static void prepare() {
        try {
            prepare(ConfigFiles.cacheFolder(System.getenv(), Path.of(System.getProperty("user.home"))));
        } catch (PolicyException unwritable) {
            return; // slower at every start, and no more
        }
    }

    /// Unpacks the libraries of this machine unless the cache holds them, and points ONNX Runtime to them. To be
    /// called before the first [OnnxPolicy#open]; a folder given with `-Donnxruntime.native.path` wins.
    ///
    /// @param cache folder for unpacked libraries; created if missing
    /// @throws PolicyException when there is no library for this machine or the cache cannot be written
    public static void prepare(Path cache) {
        if (System.getProperty(PATH_PROPERTY) != null) {
            return;
        }
        Path folder = cache.resolve("onnxruntime-" + version() + "-" + platform());
        try {
            Files.createDirectories(folder);
            for (String file : FILES) {
                unpack(file, folder.resolve(file));
            }
        } catch (IOException e) {
            throw new PolicyException("ONNX Runtime's library cannot be unpacked to " + folder + ": " + e, e);
        }
        System.setProperty(PATH_PROPERTY, folder.toAbsolutePath().toString());
    }

    /// {@return the name of this machine in ONNX Runtime's jar, such as `linux-aarch64`}
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        return system + "-" + (processor.equals("amd64") ? "x64" : processor);
    }

    private static String version() {
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    private static void unpack(String file, Path target) throws IOException {
        URL resource = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
        if (resource == null) {
            throw new PolicyException("ONNX Runtime has no library for " + platform());
        }
        URLConnection library = resource.openConnection();
        if (Files.exists(target) && Files.size(target) == library.getContentLengthLong()) {
            return; // whole, because it was moved there in one step
        }
        Path part = Files.createTempFile(target.getParent(), file, ".part");
        try (InputStream bytes = library.getInputStream()) {
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
