package dev.sinew.trainer.checkpoint;

import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.Learner;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the checkpoints of a training, keeps the newest few, and brings one back so that the training goes on bit
/// for bit. Also keeps the best policy.
///
/// A checkpoint is one [SectionFile] with the sections `identity`, `transitions` (the list of the files that hold
/// them), `outputs` (how long the growing files were), `loop`, `times`, `environment`, `learner`, and the files of
/// transitions it names. A transition is written once, at the checkpoint after it came; later checkpoints name the
/// same file. A file that no kept checkpoint needs any more is deleted.
public final class Checkpoints implements LoopListener {
    private static final String FILES = "step-*.checkpoint";
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final RunFolder folder;
    private final Identity identity;
    private final int keep;
    private final Map<Path, List<TransitionFile>> named = new HashMap<>();
    private List<TransitionFile> transitions = List.of();

    /// Takes a run folder.
    ///
    /// @param folder to write to
    /// @param identity of the training
    /// @param keep how many checkpoints stay
    public Checkpoints(RunFolder folder, Identity identity, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("checkpoints to keep must be at least 1, was " + keep);
        }
        this.folder = folder;
        this.identity = identity;
        this.keep = keep;
    }

    @Override
    public void checkpoint(Training training) throws IOException {
        List<TransitionFile> held = writeTransitions(training.learner().transitions());
        Path file = folder.checkpoints().resolve("step-%012d.checkpoint".formatted(training.steps()));
        new SectionFile.Writer()
                .section("identity", identity::save)
                .section("transitions", out -> saveTransitions(held, out))
                .section("outputs", this::saveOutputs)
                .section("loop", training::save)
                .section("times", training.times()::save)
                .section("environment", training.environment()::save)
                .section("learner", training.learner()::save)
                .write(file);
        transitions = held;
        named.put(file, held);
        prune();
    }

    @Override
    public void improved(Training training, BestPolicy best) throws IOException {
        new SectionFile.Writer()
                .section("identity", identity::save)
                .section("evaluation", out -> {
                    out.writeLong(best.steps());
                    best.evaluation().save(out);
                })
                .section("learner", training.learner()::save)
                .write(KeptPolicy.best(folder.root()));
    }

    /// Brings back the newest checkpoint: learner, environment, loop and transitions go on from there, the growing
    /// files are cut back to it. Call it before those are opened.
    ///
    /// @param training freshly made with the settings of the one before, filled
    /// @throws RunFolderException when there is no checkpoint, or it is damaged, or of another training
    public void restore(Training training) throws RunFolderException {
        Path file = newest(folder.root())
                .orElseThrow(() -> new RunFolderException(folder.root()
                        + " must hold a checkpoint to go on from, holds none: start again in another folder"));
        SectionFile sections = SectionFile.read(file);
        sections.section("identity", in -> identity.requireEqual(file, Identity.load(in)));
        sections.section("loop", training::restore);
        sections.section("times", training.times()::restore);
        sections.section("environment", training.environment()::restore);
        sections.section("learner", training.learner()::restore);
        sections.section(
                "transitions", in -> restoreTransitions(in, training.learner().transitions()));
        sections.section("outputs", this::restoreOutputs);
    }

    /// Brings a learner back with the transitions it remembers, without the worlds it learned in.
    ///
    /// @param root the run folder
    /// @param identity of the training
    /// @param learner freshly made with the settings of the one before, filled
    /// @return environment steps of the checkpoint
    /// @throws RunFolderException when there is no checkpoint, or it is damaged, or of another training
    public static long restoreLearner(Path root, Identity identity, Learner learner) throws RunFolderException {
        OptionalLong steps = newestSteps(root);
        if (steps.isEmpty()) {
            throw new RunFolderException(root + " must hold a checkpoint, holds none");
        }
        Path file = newest(root).orElseThrow();
        SectionFile sections = SectionFile.read(file);
        sections.section("identity", in -> identity.requireEqual(file, Identity.load(in)));
        sections.section("learner", learner::restore);
        sections.section("transitions", in -> {
            for (TransitionFile held : loadTransitions(in)) {
                held.read(RunFolder.checkpoints(root), learner.transitions());
            }
        });
        return steps.getAsLong();
    }

    @Override
    public void stepped(Training training) {}

    @Override
    public void recorded(MetricRow row) {}

    @Override
    public void finished(LoopResult result) {}

    private List<TransitionFile> writeTransitions(TransitionLog log) throws IOException {
        List<TransitionFile> held = new ArrayList<>();
        long written = log.start();
        for (TransitionFile file : transitions) {
            if (file.to() > log.start()) {
                held.add(file);
                written = file.to();
            }
        }
        if (written < log.end()) {
            held.add(TransitionFile.write(folder.checkpoints(), log, written, log.end()));
        }
        return held;
    }

    private void saveTransitions(List<TransitionFile> held, DataOutput out) throws IOException {
        out.writeInt(held.size());
        for (TransitionFile file : held) {
            out.writeLong(file.from());
            out.writeLong(file.to());
            out.writeUTF(file.hash());
        }
    }

    private static List<TransitionFile> loadTransitions(DataInput in) throws IOException {
        int count = in.readInt();
        List<TransitionFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(new TransitionFile(in.readLong(), in.readLong(), in.readUTF()));
        }
        return files;
    }

    private void restoreTransitions(DataInput in, TransitionLog log) throws IOException {
        transitions = loadTransitions(in);
        for (TransitionFile file : transitions) {
            file.read(folder.checkpoints(), log);
        }
    }

    private void saveOutputs(DataOutput out) throws IOException {
        List<Path> files = folder.growing();
        out.writeInt(files.size());
        for (Path file : files) {
            OutputMark.of(file).save(out);
        }
    }

    private void restoreOutputs(DataInput in) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            OutputMark.load(in).restore(folder.root());
        }
    }

    /// Deletes checkpoints beyond the newest few, and transitions that none of those names.
    private void prune() throws IOException {
        List<Path> files = files(folder.root());
        for (Path old : files.subList(0, Math.max(0, files.size() - keep))) {
            Files.delete(old);
            named.remove(old);
        }
        Set<String> needed = new HashSet<>();
        for (Path kept : files.subList(Math.max(0, files.size() - keep), files.size())) {
            for (TransitionFile file : named.computeIfAbsent(kept, Checkpoints::namedIn)) {
                needed.add(file.name());
            }
        }
        try (var found = Files.newDirectoryStream(folder.checkpoints(), "transitions-*.rows")) {
            for (Path file : found) {
                if (!needed.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /// {@return what a checkpoint of an earlier process names; nothing when it is damaged and so of no use anyway}
    private static List<TransitionFile> namedIn(Path file) {
        List<TransitionFile> files = new ArrayList<>();
        try {
            SectionFile.read(file).section("transitions", in -> files.addAll(loadTransitions(in)));
        } catch (RunFolderException e) {
            files.clear();
        }
        return files;
    }

    /// {@return the newest checkpoint of a run folder; empty when there is none}
    ///
    /// @param root the run folder
    /// @throws RunFolderException when the folder cannot be read
    static Optional<Path> newest(Path root) throws RunFolderException {
        try {
            List<Path> files = files(root);
            return files.isEmpty() ? Optional.empty() : Optional.of(files.getLast());
        } catch (IOException e) {
            throw new RunFolderException("cannot read run folder %s: %s".formatted(root, AtomicFile.reason(e)), e);
        }
    }

    /// {@return environment steps of the newest checkpoint of a run folder; empty when there is none}
    ///
    /// @param root the run folder
    /// @throws RunFolderException when the folder cannot be read
    public static OptionalLong newestSteps(Path root) throws RunFolderException {
        if (!Files.isDirectory(RunFolder.checkpoints(root))) {
            return OptionalLong.empty();
        }
        return newest(root)
                .map(file -> DIGITS.matcher(file.getFileName().toString()))
                .filter(Matcher::find)
                .map(found -> OptionalLong.of(Long.parseLong(found.group())))
                .orElse(OptionalLong.empty());
    }

    /// {@return the checkpoints, oldest first}
    private static List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(RunFolder.checkpoints(root), FILES)) {
            found.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }
}
