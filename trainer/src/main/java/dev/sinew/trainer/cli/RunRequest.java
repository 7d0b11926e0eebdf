package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Section;
import dev.sinew.config.task.Tasks;
import dev.sinew.trainer.checkpoint.AtomicFile;
import dev.sinew.trainer.checkpoint.Checkpoints;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a training was asked for beyond its settings file. Its run folder keeps this with all files it was read from,
/// so that whoever goes on from it later has the same ones.
///
/// @param preset which settings
/// @param seed of everything random
/// @param steps environment steps; empty for those of the settings file
/// @param worlds N; empty for those of the settings file
record RunRequest(Preset preset, long seed, Optional<Long> steps, Optional<Integer> worlds) {
    private static final String FILE = "run.yaml";

    /// {@return what a run folder keeps}
    ///
    /// @param root of the run folder
    /// @throws NoSuchFileException when there is no such folder
    static RunRequest of(Path root) throws NoSuchFileException {
        if (!Files.exists(root)) {
            throw new NoSuchFileException(root.toString());
        }
        if (SeedSeries.isAt(root)) {
            throw new IllegalArgumentException("%s holds trainings of several seeds: name one of them, such as %s"
                    .formatted(root, SeedSeries.folder(root, 1)));
        }
        if (!Files.isRegularFile(config(root).resolve(FILE))) {
            throw new IllegalArgumentException(root + " must be a run folder, has no file config/" + FILE);
        }
        return files(root).yaml(FILE, RunRequest::read);
    }

    private static RunRequest read(Section section) {
        return read(section, section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /// {@return a request as [#words] wrote it}
    ///
    /// @param section holds it
    /// @param seed of everything random
    static RunRequest read(Section section, long seed) {
        return new RunRequest(
                new Preset(
                        section.text("algorithm"),
                        section.text("task"),
                        section.has("variant") ? Optional.of(section.text("variant")) : Optional.empty()),
                seed,
                section.has("steps") ? Optional.of(section.whole("steps", 1, Long.MAX_VALUE)) : Optional.empty(),
                section.has("worlds") ? Optional.of(section.integer("worlds", 1, 4096)) : Optional.empty());
    }

    /// {@return the configuration files as a run folder keeps them}
    ///
    /// @param root of the run folder
    static ConfigFiles files(Path root) {
        return ConfigFiles.over(config(root));
    }

    /// {@return where a run folder keeps what it was started with}
    ///
    /// @param root of the run folder
    static Path config(Path root) {
        return root.resolve("config");
    }

    /// {@return where a training goes that was given no run folder}
    Path folder() {
        return Path.of("runs", task() + "-" + preset.label() + "-" + seed);
    }

    /// {@return name of the task}
    String task() {
        return preset.task();
    }

    /// {@return name of the algorithm}
    String algorithm() {
        return preset.algorithm();
    }

    /// Keeps this and every file it depends on.
    ///
    /// @param folder of the training
    /// @param files to take the others from
    /// @throws IOException when the folder cannot be written
    void keep(RunFolder folder, ConfigFiles files) throws IOException {
        keepSources(folder.config(), files);
        folder.keepConfig(
                FILE,
                "# What `sinew train` was asked for; the settings lie beside.\n" + words() + "seed: " + seed + "\n");
    }

    /// Keeps every file it depends on.
    ///
    /// @param config folder for them
    /// @param files to take them from
    /// @throws IOException when the folder cannot be written
    void keepSources(Path config, ConfigFiles files) throws IOException {
        for (String name : sources(files)) {
            byte[] text = files.text(name).getBytes(StandardCharsets.UTF_8);
            Path file = config.resolve(name);
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, out -> out.write(text));
        }
    }

    private List<String> sources(ConfigFiles files) {
        List<String> names = new ArrayList<>();
        names.add(preset.file(files));
        Tasks robots = new Tasks(files);
        if (robots.names().contains(task())) {
            names.add("tasks/" + task() + ".yaml");
            String robot = robots.task(task()).contract().robot().name();
            for (String name : List.of("robot.yaml", "wiring.yaml", "model.xml")) {
                names.add("robots/" + robot + "/" + name);
            }
        }
        return names;
    }

    /// {@return all but the seed, as YAML}
    String words() {
        StringBuilder text = new StringBuilder();
        text.append("task: ").append(task()).append("\nalgorithm: ").append(algorithm());
        text.append('\n');
        preset.variant().ifPresent(name -> text.append("variant: ").append(name).append('\n'));
        steps.ifPresent(count -> text.append("steps: ").append(count).append('\n'));
        worlds.ifPresent(count -> text.append("worlds: ").append(count).append('\n'));
        return text.toString();
    }

    /// {@return the same training with another length}
    ///
    /// @param root of its run folder, which knows how long it is already
    /// @param count environment steps
    /// @throws IOException when the folder cannot be read
    RunRequest withSteps(Path root, long count) throws IOException {
        long done = Checkpoints.newestSteps(root).orElse(0);
        if (count < done) {
            throw new IllegalArgumentException(
                    "--steps must be at least the %d steps that %s has done, was %d".formatted(done, root, count));
        }
        return new RunRequest(preset, seed, Optional.of(count), worlds);
    }

    /// {@return the same training with another seed}
    ///
    /// @param other of everything random
    RunRequest withSeed(long other) {
        return new RunRequest(preset, other, steps, worlds);
    }

    /// {@return the whole plan}
    ///
    /// @param files hold the settings
    /// @param threads 1 or 2; results do not depend on it
    TrainingPlan plan(ConfigFiles files, int threads) {
        TrainingPlan plan = TrainingPlan.read(files, preset, seed, threads);
        if (steps.isPresent()) {
            plan = plan.withSteps(steps.get());
        }
        return worlds.isPresent() ? plan.withWorlds(worlds.get()) : plan;
    }
}
