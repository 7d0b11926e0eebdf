package dev.sinew.sim.parity;

import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.gymnasium.GymnasiumTasks;
import dev.sinew.sim.task.gymnasium.Norm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Replays recordings of Gymnasium's tasks: free-running, from the initial state and the actions alone. A recording
/// that differs is replayed once more as a machine computes it that rounds lengths the other way, see [Norm].
public final class Parity {
    private final Simulator simulator;

    /// Replays on a simulator.
    ///
    /// @param simulator physics
    public Parity(Simulator simulator) {
        this.simulator = simulator;
    }

    /// Replays every recording of a folder.
    ///
    /// @param folder with files `<Task>.npz`
    /// @param threads the physics may use, at least 1
    /// @return largest differences
    /// @throws RecordingException when there is none, or one cannot be read or has no task
    public ParityReport replay(Path folder, int threads) {
        List<TaskParity> tasks = new ArrayList<>();
        for (Path file : recordings(folder)) {
            Recording recording = Recording.read(file);
            TaskParity replayed = replay(recording, threads, Norm.SEPARATE, file);
            if (!replayed.equal()) {
                TaskParity fused = replay(recording, threads, Norm.FUSED, file);
                replayed = fused.equal() ? fused : replayed;
            }
            tasks.add(replayed);
        }
        return new ParityReport(threads, tasks);
    }

    private TaskParity replay(Recording recording, int threads, Norm norm, Path file) {
        String name = recording.task();
        return GymnasiumTasks.all(norm).stream()
                .filter(task -> task.description().name().startsWith(name + "-v"))
                .findFirst()
                .map(task -> Replay.of(recording, task, simulator, threads, norm))
                .orElseThrow(() -> new RecordingException(file + ": there is no task named " + name));
    }

    private static List<Path> recordings(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> recordings = files.filter(file -> file.toString().endsWith(".npz"))
                    .sorted()
                    .toList();
            if (recordings.isEmpty()) {
                throw new RecordingException(folder + " must hold recordings <Task>.npz, holds none");
            }
            return recordings;
        } catch (IOException e) {
            throw new RecordingException(folder + " cannot be read: " + e.getMessage());
        }
    }
}
