package dev.sinew.trainer.run;

import dev.sinew.config.document.ConfigFiles;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which settings a training starts with.
///
/// @param algorithm such as `sac`
/// @param task name of the task
/// @param variant another set of settings for the same two, such as `droq`; empty for the usual one
public record Preset(String algorithm, String task, Optional<String> variant) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final String EXTENSION = ".yaml";

    /// Refuses a variant that cannot be part of a file's name.
    public Preset {
        if (variant.isPresent() && !NAME.matcher(variant.get()).matches()) {
            throw new IllegalArgumentException(
                    "variant must consist of letters, digits, '_', '.' and '-', was '%s'".formatted(variant.get()));
        }
    }

    /// {@return the file that holds the settings: `training/<algorithm>/<task>-<variant>.yaml`, or without a variant
    /// the task's own, else the algorithm's default}
    ///
    /// @param files hold the settings
    /// @throws IllegalArgumentException when there is no such variant; names those that there are
    public String file(ConfigFiles files) {
        String own = folder() + "/" + task + variant.map(name -> "-" + name).orElse("") + EXTENSION;
        if (files.has(own)) {
            return own;
        }
        if (variant.isPresent()) {
            List<String> known = variants(files);
            throw new IllegalArgumentException("%s has no variant '%s' for %s (no file %s); it has %s"
                    .formatted(
                            algorithm, variant.get(), task, own, known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return folder() + "/default" + EXTENSION;
    }

    private List<String> variants(ConfigFiles files) {
        return files.list(folder()).stream()
                .filter(name -> name.startsWith(task + "-"))
                .map(name -> name.substring(task.length() + 1))
                .toList();
    }

    private String folder() {
        return "training/" + algorithm;
    }

    /// {@return algorithm and variant in one word, such as `sac-droq`}
    public String label() {
        return algorithm + variant.map(name -> "-" + name).orElse("");
    }
}
