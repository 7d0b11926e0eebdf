package dev.sinew.trainer.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The folder of one training, held by one process at a time. The layout is drawn in the package's documentation.
public final class RunFolder implements AutoCloseable {
    private static final String CONFIG = "config";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String BEST = "best";
    private static final String EVENTS = "events.out.tfevents.*";

    private final Path root;
    private final FileChannel lock;

    private RunFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Makes a folder for a new training.
    ///
    /// @param root its place; may exist when it is empty
    /// @return the folder, held
    /// @throws RunFolderException when it holds something already or cannot be written
    public static RunFolder create(Path root) throws RunFolderException {
        try {
            if (Files.exists(root.resolve(CHECKPOINTS))) {
                throw new RunFolderException(
                        root + " holds a training already: go on with `sinew resume " + root + "`, or name another");
            }
            if (Files.exists(root) && !isEmpty(root)) {
                throw new RunFolderException(root + " must be empty or missing for a new training, was not");
            }
            for (String folder : List.of(CHECKPOINTS, CONFIG, BEST)) { // `open` takes what has the first
                Files.createDirectories(root.resolve(folder));
            }
            return new RunFolder(root, FolderLock.hold(root, "run.lock", "trains"));
        } catch (RunFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new RunFolderException("cannot make run folder %s: %s".formatted(root, AtomicFile.reason(e)), e);
        }
    }

    /// Opens the folder of a training to go on with it.
    ///
    /// @param root its place
    /// @return the folder, held; what a process that died left unfinished is gone
    /// @throws RunFolderException when it is none, another process holds it, or it cannot be written
    public static RunFolder open(Path root) throws RunFolderException {
        if (!Files.isDirectory(root.resolve(CHECKPOINTS))) {
            throw new RunFolderException(root + " must be a run folder, has no folder `" + CHECKPOINTS + "`");
        }
        try {
            RunFolder folder = new RunFolder(root, FolderLock.hold(root, "run.lock", "trains"));
            for (Path place : List.of(root, folder.config(), folder.checkpoints(), folder.best())) {
                Files.createDirectories(place);
                AtomicFile.removeParts(place);
            }
            return folder;
        } catch (RunFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new RunFolderException("cannot open run folder %s: %s".formatted(root, AtomicFile.reason(e)), e);
        }
    }

    /// {@return its place}
    public Path root() {
        return root;
    }

    /// {@return folder of what the training was started with}
    public Path config() {
        return root.resolve(CONFIG);
    }

    /// {@return folder of the checkpoints}
    public Path checkpoints() {
        return checkpoints(root);
    }

    /// {@return folder of the best policy}
    public Path best() {
        return best(root);
    }

    /// {@return the table of figures}
    public Path progressCsv() {
        return root.resolve("progress.csv");
    }

    /// {@return the rows of figures, append-only}
    public Path metricsJsonl() {
        return root.resolve("metrics.jsonl");
    }

    /// {@return the files that only grow, sorted: figures as lines and as TensorBoard events}
    ///
    /// @throws IOException when the folder cannot be read
    public List<Path> growing() throws IOException {
        List<Path> files = new ArrayList<>(events());
        if (Files.exists(metricsJsonl())) {
            files.add(metricsJsonl());
        }
        return files;
    }

    /// {@return the TensorBoard event files, sorted by name, which is by time}
    ///
    /// @throws IOException when the folder cannot be read
    public List<Path> events() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(root, EVENTS)) {
            found.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /// Keeps a copy of a text the training was started with.
    ///
    /// @param name of the file in [#config]
    /// @param text its content
    /// @throws RunFolderException when it cannot be written
    public void keepConfig(String name, String text) throws RunFolderException {
        AtomicFile.write(config().resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Lets another process hold the folder.
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /// {@return folder of the checkpoints of a run folder}
    ///
    /// @param root the run folder
    static Path checkpoints(Path root) {
        return root.resolve(CHECKPOINTS);
    }

    /// {@return folder of the best policy of a run folder}
    ///
    /// @param root the run folder
    static Path best(Path root) {
        return root.resolve(BEST);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }
}
