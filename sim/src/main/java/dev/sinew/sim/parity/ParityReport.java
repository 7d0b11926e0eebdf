package dev.sinew.sim.parity;

import dev.sinew.sim.task.gymnasium.Norm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The replays of a folder of recordings.
///
/// @param threads the physics used
/// @param tasks in order of their names
public record ParityReport(int threads, List<TaskParity> tasks) {
    /// Keeps a copy of the list.
    public ParityReport {
        tasks = List.copyOf(tasks);
    }

    /// {@return whether every replay equals its recording}
    public boolean equal() {
        return tasks.stream().allMatch(TaskParity::equal);
    }

    /// {@return a table with one line for each task, and one for each reward term that differs}
    public String table() {
        StringBuilder text = new StringBuilder(
                line("task", "episodes", "steps", "observation", "sin, cos", "reward", "terms", "state", "ends"));
        for (TaskParity task : tasks) {
            text.append(line(
                    task.task(),
                    task.episodes(),
                    task.steps(),
                    number(task.differences().observation()),
                    number(task.differences().trigonometric()) + " ulp",
                    number(task.differences().reward()),
                    number(task.differences().largestTerm()),
                    number(task.differences().state()),
                    task.terminations()));
            if (task.norm() == Norm.FUSED) {
                text.append("    lengths are rounded as on the recording's machine: products fused")
                        .append(System.lineSeparator());
            }
            for (Map.Entry<String, Double> term :
                    new TreeMap<>(task.differences().terms()).entrySet()) {
                if (term.getValue() != 0) {
                    text.append("    ").append(term.getKey()).append(' ').append(number(term.getValue()));
                    text.append(System.lineSeparator());
                }
            }
        }
        return text.toString();
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, "%-26s %8s %6s %11s %9s %11s %11s %11s %5s%n", columns);
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }
}
