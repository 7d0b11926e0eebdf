package dev.sinew.sim.mujoco.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Downloads wheels with the pip that the machine has.
final class Pip implements WheelSource {
    private static final int OUTPUT_CHARACTERS = 2000;
    private final List<List<String>> commands;

    /// @param commands ways to call pip, in the order they are tried
    Pip(List<List<String>> commands) {
        this.commands = commands;
    }

    /// {@return pip as it is called on most machines}
    static Pip ofSystem() {
        return new Pip(List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip")));
    }

    @Override
    public void download(Wheel wheel, Path directory) {
        List<String> command = new ArrayList<>(working(wheel));
        command.add("--disable-pip-version-check");
        command.addAll(wheel.arguments(directory.toString()));
        try {
            Result result = run(command);
            if (result.exit() != 0) {
                throw new PartsException("pip could not download " + wheel.requirement() + " (exit " + result.exit()
                        + "):\n" + result.output() + "\nto try by hand, type: " + wheel.command("."));
            }
        } catch (IOException e) {
            throw new PartsException("pip could not be started: " + e.getMessage(), e);
        }
    }

    private List<String> working(Wheel wheel) {
        for (List<String> command : commands) {
            List<String> version = new ArrayList<>(command);
            version.add("--version");
            try {
                if (run(version).exit() == 0) {
                    return command;
                }
            } catch (IOException absent) {
                // not on this machine under that name: the next may be
            }
        }
        throw new PartsException("no pip to fetch " + wheel.requirement() + " with: expected one of "
                + commands.stream().map(c -> "'" + String.join(" ", c) + "'").toList()
                + ", found none; install it, on Debian type: apt install python3-pip");
    }

    private static Result run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int from = Math.max(0, output.length() - OUTPUT_CHARACTERS);
            return new Result(process.waitFor(), output.substring(from));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while pip was running", e);
        } finally {
            process.destroy();
        }
    }

    private record Result(int exit, String output) {}
}
