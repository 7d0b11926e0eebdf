package dev.sinew.sim.mujoco;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.Refusal;
import dev.sinew.sim.mujoco.parts.NativeParts;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MujocoTest {
    private static final MessageSink SILENT = (severity, text) -> {};

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final Mujoco mujoco = TestLibrary.load((severity, text) -> messages.add(severity + " " + text));

    @Test
    void warningsArriveOnceWithMujocosOwnText() {
        Path cheetah = NativeParts.ofSystem().model("half_cheetah.xml");
        mujoco.model(cheetah).close();
        try (Model model = mujoco.model(cheetah)) {
            assertTrue(model.warnings().contains("settotalmass"), model.warnings());
        }

        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.getFirst().startsWith("WARNING "), messages.toString());
        assertTrue(messages.getFirst().contains("settotalmass"), messages.toString());
        assertEquals(2, mujoco.warnings());
    }

    @Test
    void aThousandUnstableWorldsDoNotFloodTheSink() {
        try (Model model = mujoco.model(TestLibrary.MODEL);
                Batch batch = new Batch(model, 100, 2, BatchMemory.SHARED)) {
            for (int world = 0; world < 100; world++) {
                // a time of its own makes each text different
                batch.component(StateComponent.TIME).set(world, 0, world);
                batch.component(StateComponent.POSITION).set(world, 0, Double.NaN);
            }
            batch.step(1, Stage.NONE);
        }

        assertEquals(100, mujoco.warnings());
        assertEquals(MessageHandler.SHOWN + 1, messages.size());
        assertEquals("WARNING further warnings of MuJoCo are counted, not shown", messages.getLast());
    }

    @Test
    void threadsThatWarnWhileASlowSinkPrintsDoNotFloodIt() {
        MessageHandler handler = new MessageHandler((severity, text) -> {
            LockSupport.parkNanos(1_000_000);
            messages.add(severity + " " + text);
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                String name = "thread " + thread + ", warning ";
                threads.execute(() -> {
                    for (int warning = 0; warning < 25; warning++) {
                        handler.pass(MessageHandler.WARNING, name + warning);
                    }
                });
            }
        }

        assertEquals(100, handler.warnings());
        assertEquals(MessageHandler.SHOWN + 1, messages.size());
        assertEquals("WARNING further warnings of MuJoCo are counted, not shown", messages.getLast());
    }

    @Test
    void aFileThatIsNoMujocoIsRefusedWithTheLoadersText(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("libmujoco.so.4.0.0"), "no library");

        String refused = Refusal.of(MujocoException.class, () -> Mujoco.load(text, SILENT));
        String missing = Refusal.of(MujocoException.class, () -> Mujoco.load(folder.resolve("none"), SILENT));

        assertTrue(refused.startsWith("cannot load " + text), refused);
        assertTrue(missing.endsWith("no such file"), missing);
    }

    @Test
    void anotherVersionIsRefused() {
        Path library = Path.of("/opt/mujoco/lib/libmujoco.so.4.0.0");

        String message = Refusal.of(MujocoException.class, () -> Mujoco.checkVersion(library, 3_007_000));

        assertEquals(
                "wrong version of /opt/mujoco/lib/libmujoco.so.4.0.0: expected mj_version() 4000000 (4.0.0), found"
                        + " 3007000; to use the fetched one, type: unset MUJOCO_HOME",
                message);
    }

    @Test
    void anErrorInsideTheLibraryEndsTheProcessWithItsTextAndWithoutALogFile(@TempDir Path folder) throws Exception {
        Process process = start(Misuse.class, folder);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(MessageHandler.EXIT_CODE, process.waitFor(), output);
        assertTrue(output.contains("ERROR"), output);
        assertTrue(output.contains("stage"), output);
        assertEmpty(folder);
    }

    @Test
    void warningsReachTheSinkAndNoLogFile(@TempDir Path folder) throws Exception {
        Process process = start(Instability.class, folder);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("WARNING"), output);
        assertTrue(output.contains("QPOS"), output);
        assertEmpty(folder);
    }

    private static Process start(Class<?> main, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /// MuJoCo's own handler writes `MUJOCO_LOG.TXT` into the working directory.
    private static void assertEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    /// Breaks the physics of a world and refuses a model.
    static final class Instability {
        private Instability() {}

        public static void main(String[] arguments) {
            Mujoco mujoco = TestLibrary.load();
            try (Model model = mujoco.model(TestLibrary.MODEL);
                    Batch batch = new Batch(model, 1, 1, BatchMemory.SHARED)) {
                batch.component(StateComponent.POSITION).set(0, 0, Double.NaN);
                batch.step(1, Stage.NONE);
            }
            try {
                mujoco.model("<mujoco><worldbody><geom/></worldbody></mujoco>").close();
            } catch (MujocoException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    /// Calls the library as no public method can.
    static final class Misuse {
        private Misuse() {}

        public static void main(String[] arguments) {
            Mujoco mujoco = TestLibrary.load();
            Model model = mujoco.model(TestLibrary.MODEL);
            BatchFunctions functions = mujoco.batches();
            MemorySegment batch = functions.make(model.pointer(), 1, MemorySegment.NULL, MemorySegment.NULL, 0);
            functions.step(batch, MemorySegment.NULL, 0, 1, 9);
            System.out.println("the library went on");
        }
    }
}
