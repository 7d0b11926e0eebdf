package dev.sinew.sim.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// MuJoCo's native library, loaded. Any thread.
///
/// Its log handler belongs to the process: the last one loaded receives the messages of all.
public final class Mujoco {
    /// The one version this binding fits: enum values, offsets and numerics are tied to it.
    public static final String VERSION_TEXT = "4.0.0";

    /// `mj_version()` of [#VERSION_TEXT].
    static final int VERSION = 4_000_000;

    private static final int ERROR_SIZE = 1000;
    private static final long VFS_SIZE = 8;
    private static final int ADDED = 0;
    private static final String MODEL_FILE = "model.xml";

    private final ModelFunctions models;
    private final BatchFunctions batches;
    private final MemorySegment postConstraint;
    private final MessageHandler messages;

    private Mujoco(NativeLibrary library, ModelFunctions models, MessageHandler messages) {
        this.models = models;
        this.messages = messages;
        batches = new BatchFunctions(library);
        postConstraint = library.address("mj_rnePostConstraint");
    }

    /// Loads the library and takes over its messages, so that it writes no log file.
    ///
    /// @param library file
    /// @param sink where its messages go
    /// @return the library
    /// @throws MujocoException when the file is no MuJoCo or another version
    public static Mujoco load(Path library, MessageSink sink) {
        if (!Files.isRegularFile(library)) {
            throw new MujocoException("cannot load " + library + ": no such file");
        }
        NativeLibrary loaded = new NativeLibrary(library.toAbsolutePath());
        ModelFunctions functions = new ModelFunctions(loaded);
        checkVersion(library, functions.version());
        MessageHandler messages = new MessageHandler(sink);
        functions.setLogHandler(messages.stub());
        return new Mujoco(loaded, functions, messages);
    }

    static void checkVersion(Path library, int version) {
        if (version != VERSION) {
            throw new MujocoException("wrong version of " + library + ": expected mj_version() " + VERSION + " ("
                    + VERSION_TEXT + "), found " + version + "; to use the fetched one, type: unset MUJOCO_HOME");
        }
    }

    /// Compiles a model.
    ///
    /// @param xml MJCF
    /// @return the model
    /// @throws MujocoException when MuJoCo refuses it, with its own text, which names element and line
    public Model model(String xml) {
        return model(xml, Map.of());
    }

    /// Compiles a model that refers to other files, all held in memory.
    ///
    /// @param xml MJCF
    /// @param files content by the relative name the model uses
    /// @return the model
    /// @throws MujocoException when MuJoCo refuses it, with its own text
    public Model model(String xml, Map<String, byte[]> files) {
        if (files.containsKey(MODEL_FILE)) {
            throw new IllegalArgumentException("a file must not be called " + MODEL_FILE);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vfs = arena.allocate(VFS_SIZE, VFS_SIZE);
            models.defaultFiles(vfs);
            try {
                add(arena, vfs, MODEL_FILE, arena.allocateFrom(xml), 1);
                files.forEach((name, content) -> add(arena, vfs, name, arena.allocateFrom(JAVA_BYTE, content), 0));
                return load(arena, MODEL_FILE, vfs, MODEL_FILE);
            } finally {
                models.deleteFiles(vfs);
            }
        }
    }

    /// Compiles a model from a file and those it refers to.
    ///
    /// @param file MJCF
    /// @return the model
    /// @throws MujocoException when MuJoCo refuses it, with its own text
    public Model model(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            return load(arena, file.toString(), MemorySegment.NULL, file.toString());
        }
    }

    /// {@return warnings of MuJoCo so far, those not passed on included}
    public long warnings() {
        return messages.warnings();
    }

    ModelFunctions models() {
        return models;
    }

    BatchFunctions batches() {
        return batches;
    }

    /// {@return the address of `mj_rnePostConstraint`}
    MemorySegment postConstraint() {
        return postConstraint;
    }

    private void add(Arena arena, MemorySegment vfs, String name, MemorySegment content, int terminator) {
        int size = Math.toIntExact(content.byteSize()) - terminator;
        int status = models.addFile(vfs, arena.allocateFrom(name), content, size);
        if (status != ADDED) {
            throw new MujocoException(
                    "cannot add file " + name + " of " + size + " bytes to the model (" + status + ")");
        }
    }

    private Model load(Arena arena, String file, MemorySegment vfs, String shownName) {
        MemorySegment error = arena.allocate(ERROR_SIZE);
        MemorySegment model = models.loadXml(arena.allocateFrom(file), vfs, error, ERROR_SIZE);
        String text = error.getString(0);
        if (model.equals(MemorySegment.NULL)) {
            throw new MujocoException("MuJoCo refuses " + shownName + ": " + text);
        }
        return new Model(this, model, text);
    }
}
