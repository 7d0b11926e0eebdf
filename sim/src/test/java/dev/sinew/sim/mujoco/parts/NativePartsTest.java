package dev.sinew.sim.mujoco.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class NativePartsTest {
    private static final String FOLDER = "mujoco-4.0.0-x86_64";

    @TempDir
    Path folder;

    private Path cache;
    private final AtomicInteger downloads = new AtomicInteger();

    @BeforeEach
    void chooseTheCache() {
        cache = folder.resolve("cache");
    }

    @Test
    void aFullCacheNeedsNoNetwork() {
        NativeParts system = NativeParts.ofSystem();
        Path library = system.library();
        Path model = system.model("ant.xml");

        NativeParts offline = new NativeParts(
                Map.of(),
                PartsCache.of(System.getenv(), Path.of(System.getProperty("user.home"))),
                Machine.of(System.getProperty("os.name"), System.getProperty("os.arch")),
                this::fail);

        assertEquals(library.getFileName(), offline.library().getFileName());
        assertEquals(model, offline.model("ant.xml"));
        assertTrue(Files.exists(model.resolveSibling("LICENSE")));
        assertEquals(0, downloads.get());
    }

    @Test
    void aWheelWithAnotherHashIsRefusedAndNothingStays() throws Exception {
        NativeParts parts = parts(Map.of(), cache, (wheel, into) -> write(into.resolve(wheel.file()), "not this"));

        String message = message(parts::library);

        assertTrue(message.startsWith("wrong hash of "), message);
        assertTrue(message.contains("expected sha256 885bd9b9"), message);
        // sha256 of "not this"
        assertTrue(message.contains("found " + Sha256.of(write(folder.resolve("x"), "not this"))), message);
        assertTrue(message.contains("type: python3 -m pip download"), message);
        try (var left = Files.list(cache)) {
            assertEquals(List.of(cache.resolve(".lock")), left.toList());
        }
    }

    @Test
    void aCachedFileThatChangedOrWentIsNamedWithWhatToType() throws Exception {
        Path library = cache.resolve(FOLDER).resolve(Machine.LIBRARY);
        Files.createDirectories(cache.resolve(FOLDER));
        NativeParts parts = parts(Map.of(), cache, this::fail);

        String missing = message(parts::library);
        write(library, "half a libr");
        String changed = message(parts::library);

        assertEquals(
                "missing file: expected " + library + ", found nothing; to fetch it again, type: rm -r '"
                        + cache.resolve(FOLDER) + "'",
                missing);
        assertTrue(changed.startsWith("wrong hash of " + library + ": expected sha256 90bc997a"), changed);
        assertTrue(changed.endsWith("type: rm -r '" + cache.resolve(FOLDER) + "'"), changed);
    }

    @Test
    void pipThatDeliversAnotherFileIsNamed() {
        NativeParts parts = parts(Map.of(), cache, (wheel, into) -> write(into.resolve("other.whl"), ""));

        String message = message(parts::library);

        assertTrue(message.startsWith("missing file: expected "), message);
        assertTrue(message.contains("mujoco_core-4.0.0-cp311"), message);
    }

    @Test
    void aMachineWithoutPipSaysWhatToInstall() {
        String message = message(parts(Map.of(), cache, new Pip(List.of(List.of("no-such-pip-1"))))::library);

        assertEquals(
                "no pip to fetch mujoco-core==4.0.0 with: expected one of ['no-such-pip-1'], found none; "
                        + "install it, on Debian type: apt install python3-pip",
                message);
    }

    @Test
    void aFailingPipIsQuoted() {
        // `false` answers every call with exit code 1, `true` with 0: one that knows its version and then fails
        Pip pip =
                new Pip(List.of(List.of("sh", "-c", "[ \"$1\" = --version ] || { echo no network; exit 3; }", "pip")));

        String message = message(parts(Map.of(), cache, pip)::library);

        assertTrue(message.startsWith("pip could not download mujoco-core==4.0.0 (exit 3):\nno network"), message);
        assertTrue(message.contains("--platform manylinux_2_28_x86_64"), message);
    }

    @Test
    void mujocoHomeOverridesTheCache() {
        Path home = folder.resolve("home");
        Path library = write(home.resolve("lib").resolve(Machine.LIBRARY), "");

        assertEquals(
                library,
                parts(Map.of("MUJOCO_HOME", home.toString()), cache, this::fail).library());
    }

    @Test
    void mujocoHomeOfAnotherVersionIsNamed() {
        Path home = folder.resolve("home");
        write(home.resolve("lib").resolve("libmujoco.so.3.7.0"), "");

        String message = message(parts(Map.of("MUJOCO_HOME", home.toString()), cache, this::fail)::library);

        assertEquals(
                "MUJOCO_HOME=" + home
                        + " holds no MuJoCo 4.0.0: expected libmujoco.so.4.0.0 in it or in its lib folder,"
                        + " found lib/libmujoco.so.3.7.0; to use the fetched library instead, type: unset MUJOCO_HOME",
                message);
    }

    @Test
    void otherMachinesAreRefused() {
        String message = message(() -> Machine.of("Mac OS X", "aarch64"));

        assertEquals(
                "no MuJoCo library for this machine: expected Linux on amd64 or aarch64, found Mac OS X on aarch64",
                message);
        assertEquals(Machine.AARCH64, Machine.of("Linux", "aarch64"));
    }

    @Test
    void theCacheIsWhereTheUserSaysElseWhereTheSystemSays() {
        Path home = Path.of("/home/someone");

        assertEquals(
                Path.of("/a/x"),
                PartsCache.of(Map.of("SINEW_CACHE", "/a", "XDG_CACHE_HOME", "/b"), home)
                        .path("x"));
        assertEquals(
                Path.of("/b/sinew/x"),
                PartsCache.of(Map.of("XDG_CACHE_HOME", "/b"), home).path("x"));
        // the XDG specification: a relative path is to be ignored
        assertEquals(
                home.resolve(".cache/sinew/x"),
                PartsCache.of(Map.of("XDG_CACHE_HOME", "b"), home).path("x"));
    }

    @Test
    void twoThreadsFillAFolderOnce() throws Exception {
        PartsCache shared = new PartsCache(cache);
        Callable<Path> use = () -> shared.folder("part", into -> {
            downloads.incrementAndGet();
            write(into.resolve("file"), "content");
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Path> path : threads.invokeAll(List.of(use, use, use, use))) {
                assertTrue(Files.exists(path.get().resolve("file")));
            }
        }

        assertEquals(1, downloads.get());
    }

    @Test
    void twoProcessesFillAFolderOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Filling.class.getName(),
                            cache.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        StringBuilder output = new StringBuilder();
        for (Process process : processes) {
            output.append(new String(process.getInputStream().readAllBytes(), UTF_8));
            assertEquals(0, process.waitFor(), output.toString());
        }

        assertEquals("filled\n", output.toString());
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        Path left = Files.createDirectories(cache.resolve(".unfinished-1"));
        write(left.resolve("half"), "");

        new PartsCache(cache).folder("part", into -> write(into.resolve("file"), ""));

        assertFalse(Files.exists(left));
        assertTrue(Files.exists(cache.resolve("part").resolve("file")));
    }

    private NativeParts parts(Map<String, String> environment, Path root, WheelSource source) {
        return new NativeParts(environment, new PartsCache(root), Machine.X86_64, source);
    }

    private void fail(Wheel wheel, Path into) {
        downloads.incrementAndGet();
        throw new AssertionError("no download expected, was " + wheel + " into " + into);
    }

    private static String message(Executable action) {
        return Refusal.of(PartsException.class, action);
    }

    private static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fills a folder slowly enough for the other process to meet the lock.
    static final class Filling {
        private Filling() {}

        public static void main(String[] arguments) {
            new PartsCache(Path.of(arguments[0])).folder("part", into -> {
                for (int i = 0; i < 200; i++) {
                    write(into.resolve("file" + i), "content");
                }
                System.out.println("filled");
            });
        }
    }
}
