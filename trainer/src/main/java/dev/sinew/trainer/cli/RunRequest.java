package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Section;
import dev.sinew.config.task.Tasks;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a training was asked for beyond its settings file. Its run folder keeps this with all files it was read from,
/// so that whoever goes on from it later has the same ones.
///
/// @param task name of the task
/// @param algorithm name of the algorithm
/// @param seed of everything random
/// @param steps environment steps; empty for those of the settings file
/// @param worlds N; empty for those of the settings file
record RunRequest(String task, String algorithm, long seed, Optional<Long> steps, Optional<Integer> worlds) {
    private static final String FILE = "run.yaml";

    /// {@return what a run folder keeps}
    ///
    /// @param root of the run folder
    /// @throws NoSuchFileException when there is no such folder
    static RunRequest of(Path root) throws NoSuchFileException {
        if (!Files.exists(root)) {
            throw new NoSuchFileException(root.toString());
        }
        if (!Files.isRegularFile(config(root).resolve(FILE))) {
            throw new IllegalArgumentException(root + " must be a run folder, has no file config/" + FILE);
        }
        return files(root).yaml(FILE, RunRequest::read);
    }

    private static RunRequest read(Section section) {
        return new RunRequest(
                section.text("task"),
                section.text("algorithm"),
                section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                section.has("steps") ? Optional.of(section.whole("steps", 1, Long.MAX_VALUE)) : Optional.empty(),
                section.has("worlds") ? Optional.of(section.integer("worlds", 1, 4096)) : Optional.empty());
    }

    /// {@return the configuration files as a run folder keeps them}
    ///
    /// @param root of the run folder
    static ConfigFiles files(Path root) {
        return ConfigFiles.over(config(root));
    }

    private static Path config(Path root) {
        return root.resolve("config");
    }

    /// Keeps this and every file it depends on.
    ///
    /// @param folder of the training
    /// @param files to take the others from
    /// @throws IOException when the folder cannot be written
    void keep(RunFolder folder, ConfigFiles files) throws IOException {
        for (String name : sources(files)) {
            Path file = folder.config().resolve(name);
            Files.createDirectories(file.getParent());
            folder.keepConfig(name, files.text(name));
        }
        folder.keepConfig(FILE, yaml());
    }

    private List<String> sources(ConfigFiles files) {
        List<String> names = new ArrayList<>();
        names.add(TrainingPlan.settingsFile(files, algorithm, task));
        Tasks robots = new Tasks(files);
        if (robots.names().contains(task)) {
            names.add("tasks/" + task + ".yaml");
            String robot = robots.task(task).contract().robot().name();
            for (String name : List.of("robot.yaml", "wiring.yaml", "model.xml")) {
                names.add("robots/" + robot + "/" + name);
            }
        }
        return names;
    }

    private String yaml() {
        StringBuilder text = new StringBuilder("# What `sinew train` was asked for; the settings lie beside.\n");
        text.append("task: ").append(task).append("\nalgorithm: ").append(algorithm);
        text.append("\nseed: ").append(seed).append('\n');
        steps.ifPresent(count -> text.append("steps: ").append(count).append('\n'));
        worlds.ifPresent(count -> text.append("worlds: ").append(count).append('\n'));
        return text.toString();
    }

    /// {@return the same training with another length}
    ///
    /// @param count environment steps
    RunRequest withSteps(long count) {
        return new RunRequest(task, algorithm, seed, Optional.of(count), worlds);
    }

    /// {@return the whole plan}
    ///
    /// @param files hold the settings
    /// @param threads 1 or 2; results do not depend on it
    TrainingPlan plan(ConfigFiles files, int threads) {
        TrainingPlan plan = TrainingPlan.read(files, algorithm, task, seed, threads);
        if (steps.isPresent()) {
            plan = plan.withSteps(steps.get());
        }
        return worlds.isPresent() ? plan.withWorlds(worlds.get()) : plan;
    }
}
