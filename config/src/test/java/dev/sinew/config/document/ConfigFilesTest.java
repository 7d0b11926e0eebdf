package dev.sinew.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    private final Path folder;
    private final ConfigFiles files;

    ConfigFilesTest(@TempDir Path folder) {
        this.folder = folder;
        this.files = ConfigFiles.over(folder);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// The settings of an algorithm, read by whoever owns them.
    private record Settings(double learningRate, int batch, List<Integer> hidden) {
        static Settings read(Section section) {
            return new Settings(
                    section.number("learning_rate", Range.above(0, 1)),
                    section.integer("batch", 1, 65536),
                    section.integers("hidden", 1, 4096));
        }
    }

    @Test
    void readsSettingsIntoTheRecordOfTheirOwner() throws IOException {
        write("training/sac/hover.yaml", "learning_rate: 3e-4\nbatch: 256\nhidden: [256, 256]\n");

        assertEquals(new Settings(3e-4, 256, List.of(256, 256)), files.yaml("training/sac/hover.yaml", Settings::read));
        assertTrue(files.has("training/sac/hover.yaml"));
        assertFalse(files.has("training/sac/swim.yaml"));
    }

    @Test
    void listsOwnAndShippedFilesTogether() throws IOException {
        write("robots/duck/robot.yaml", "name: duck\n");
        write("tasks/waddle.yaml", "task: waddle\n");

        assertEquals(List.of("balancer", "duck", "furuta"), files.list("robots"));
        assertEquals(List.of("balancer", "furuta", "waddle"), files.list("tasks"));
        assertEquals(List.of("balancer", "furuta"), ConfigFiles.shipped().list("robots"));
        assertEquals(List.of(), files.list("nowhere"));
    }

    @Test
    void listsFilesOfAJar() throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = withJar("config.jar")) {
            List<?> names = robots(loader.loadClass(ConfigFiles.class.getName()));

            assertTrue(names.contains("gull"), names + " of a jar");
        }
    }

    @Test
    void listsFilesOfAJarForManyThreadsAtOnce() throws Exception {
        try (URLClassLoader loader = withJar("its path has spaces.jar");
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Class<?> other = loader.loadClass(ConfigFiles.class.getName());
            List<Callable<Boolean>> lists =
                    Collections.nCopies(200, () -> robots(other).contains("gull"));

            for (Future<Boolean> list : threads.invokeAll(lists)) {
                assertTrue(list.get());
            }
        }
    }

    /// {@return the classes of this module and a jar with one robot more}
    private URLClassLoader withJar(String name) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : List.of("robots/", "robots/gull/", "robots/gull/robot.yaml")) {
                out.putNextEntry(new ZipEntry(entry));
            }
        }
        URL classes = ConfigFiles.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes, jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static List<?> robots(Class<?> configFiles) throws ReflectiveOperationException {
        Object shipped = configFiles.getMethod("shipped").invoke(null);
        return (List<?>) configFiles.getMethod("list", String.class).invoke(shipped, "robots");
    }

    @Test
    void namesAFileThatIsMissing() {
        assertEquals(
                "tasks/fly.yaml: no such file, also not in " + folder,
                assertThrows(DocumentException.class, () -> files.text("tasks/fly.yaml"))
                        .getMessage());
        assertEquals(
                "tasks/fly.yaml: no such file",
                assertThrows(DocumentException.class, () -> ConfigFiles.shipped()
                                .text("tasks/fly.yaml"))
                        .getMessage());
    }

    @Test
    void findsTheUsersFolder() {
        String home = System.getProperty("user.home");

        assertEquals(Path.of("/x"), ConfigFiles.userFolder(Map.of("SINEW_HOME", "/x", "XDG_CONFIG_HOME", "/y")));
        assertEquals(Path.of("/y/sinew"), ConfigFiles.userFolder(Map.of("XDG_CONFIG_HOME", "/y")));
        assertEquals(Path.of(home, ".config", "sinew"), ConfigFiles.userFolder(Map.of()));
    }
}
