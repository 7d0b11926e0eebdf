package dev.sinew.sim.parity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Episodes of one task as Gymnasium played them: a NumPy archive (`.npz`, a zip of arrays) with
///
/// | array | shape | what |
/// |---|---|---|
/// | `qpos0`, `qvel0` | `[E, nq]`, `[E, nv]` | state after reset |
/// | `obs0` | `[E, n]` | observation after reset |
/// | `actions` | `[E, T, m]` | as given to `step`, float |
/// | `obs`, `rewards`, `terminated` | `[E, T, n]`, `[E, T]`, `[E, T]` | what `step` gave |
/// | `qpos`, `qvel` | `[E, T, nq]`, `[E, T, nv]` | state after each step |
/// | `info_<key>` | `[E, T]` | each number that `step` reported beside |
///
/// Stepping went on past terminations, so each row is a plain transition.
final class Recording {
    private static final String INFO = "info_";
    private static final String SUFFIX = ".npy";

    private final Path file;
    private final Map<String, NpyArray> arrays;
    private final int episodes;
    private final int steps;

    private Recording(Path file, Map<String, NpyArray> arrays) {
        this.file = file;
        this.arrays = arrays;
        episodes = array("actions").size(0);
        steps = array("actions").size(1);
    }

    /// {@return the recording in a file}
    ///
    /// @param file NumPy archive
    static Recording read(Path file) {
        Map<String, NpyArray> arrays = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(SUFFIX)) {
                    arrays.put(name.substring(0, name.length() - SUFFIX.length()), NpyArray.read(zip.readAllBytes()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RecordingException(file + " cannot be read: " + e.getMessage());
        }
        return new Recording(file, arrays);
    }

    /// {@return the task's name without its version}
    String task() {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    int episodes() {
        return episodes;
    }

    int steps() {
        return steps;
    }

    /// {@return keys of the recorded infos that are part of the reward}
    List<String> rewardKeys() {
        return arrays.keySet().stream()
                .filter(name -> name.startsWith(INFO + "reward_") || name.endsWith("_penalty"))
                .map(name -> name.substring(INFO.length()))
                .toList();
    }

    /// {@return a recorded info, `[E, T]`}
    ///
    /// @param key of the info
    NpyArray info(String key) {
        return shaped(INFO + key, episodes, steps);
    }

    /// {@return an array of one row for each episode and step}
    ///
    /// @param name of the array
    /// @param width numbers in a row
    NpyArray rows(String name, int width) {
        return shaped(name, episodes, steps, width);
    }

    /// {@return an array of one number for each episode and step}
    ///
    /// @param name of the array
    NpyArray numbers(String name) {
        return shaped(name, episodes, steps);
    }

    /// {@return an array of one row for each episode}
    ///
    /// @param name of the array
    /// @param width numbers in a row
    NpyArray starts(String name, int width) {
        return shaped(name, episodes, width);
    }

    private NpyArray shaped(String name, int... shape) {
        NpyArray array = array(name);
        if (!array.hasShape(shape)) {
            throw new RecordingException(
                    file + ": array " + name + " must have shape " + Arrays.toString(shape) + ", has " + array.shape());
        }
        return array;
    }

    private NpyArray array(String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw new RecordingException(file + " must hold the array " + name + ", holds " + arrays.keySet());
        }
        return array;
    }
}
