package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.checkpoint.AtomicFile;
import dev.sinew.trainer.checkpoint.RunFolderException;
import dev.sinew.trainer.run.Preset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Trainings that differ in their seed alone, each in a run folder of its own below one folder:
///
/// ```text
/// runs/balancer-ppo/
///   config/              what all of them start with, as text; series.yaml says how many seeds
///   seed-1/ seed-2/ …    run folders
///   curves.csv           the evaluations of all
///   curves.svg           the same as a picture
/// ```
///
/// @param root that folder
/// @param request of the first seed, which is 1; the others follow
/// @param seeds how many
record SeedSeries(Path root, RunRequest request, int seeds) {
    private static final String FILE = "series.yaml";
    private static final int MOST_SEEDS = 1000;

    /// Refuses a number of seeds that is none.
    SeedSeries {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new IllegalArgumentException("--seeds must be 1 to %d, was %d".formatted(MOST_SEEDS, seeds));
        }
    }

    /// {@return where trainings go that were given no folder}
    ///
    /// @param preset which settings
    static Path folder(Preset preset) {
        return Path.of("runs", preset.task() + "-" + preset.label());
    }

    /// {@return the run folder of one seed}
    ///
    /// @param root of the series
    /// @param seed of everything random
    static Path folder(Path root, long seed) {
        return root.resolve("seed-" + seed);
    }

    /// {@return whether a folder is one of these}
    ///
    /// @param root any folder
    static boolean isAt(Path root) {
        return Files.isRegularFile(RunRequest.config(root).resolve(FILE));
    }

    /// {@return the series that a folder holds}
    ///
    /// @param root of the series
    static SeedSeries of(Path root) {
        return RunRequest.files(root).yaml(FILE, section -> read(root, section));
    }

    private static SeedSeries read(Path root, Section section) {
        return new SeedSeries(root, RunRequest.read(section, 1), section.integer("seeds", 1, MOST_SEEDS));
    }

    /// Makes the folder of a new series, with every file that its trainings depend on.
    ///
    /// @param files to take them from
    /// @throws IOException when the folder is taken or cannot be written
    void create(ConfigFiles files) throws IOException {
        if (isAt(root)) {
            throw new RunFolderException(
                    root + " holds trainings already: go on with `sinew resume " + root + "`, or name another");
        }
        try {
            Files.createDirectories(root);
            try (Stream<Path> inside = Files.list(root)) {
                if (inside.findAny().isPresent()) {
                    throw new RunFolderException(root + " must be empty or missing for new trainings, was not");
                }
            }
            Files.createDirectories(RunRequest.config(root));
        } catch (RunFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new RunFolderException("cannot make folder %s: %s".formatted(root, AtomicFile.reason(e)), e);
        }
        request.keepSources(RunRequest.config(root), files);
        keep();
    }

    private void keep() throws IOException {
        String text = "# What `sinew train --seeds` was asked for; the settings lie beside, the trainings above.\n"
                + request.words() + "seeds: " + seeds + "\n";
        AtomicFile.write(
                RunRequest.config(root).resolve(FILE), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// {@return the same trainings with another length, which the folder keeps}
    ///
    /// @param count environment steps
    /// @throws IOException when the folder cannot be read or written
    SeedSeries withSteps(long count) throws IOException {
        RunRequest longer = request;
        for (Path run : runs()) {
            longer = longer.withSteps(run, count);
        }
        SeedSeries series = new SeedSeries(root, longer, seeds);
        series.keep();
        return series;
    }

    /// {@return the run folders, of trainings that have begun and of those that have not}
    List<Path> runs() {
        List<Path> folders = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            folders.add(folder(root, seed));
        }
        return folders;
    }
}
