package dev.sinew.runtime.loop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs our loop on one CPU and `cyclictest` (Debian `rt-tests`) on another at the same time, in the same scheduling
/// class at 1 kHz, then swaps the CPUs; prints wake-up latencies and the median ratio of several such pairs. Needs
/// root.
///
/// ```text
/// LoopBesideCyclictest [PAIRS 5] [SECONDS 20] [none|java|onnx]
/// ```
public final class LoopBesideCyclictest {
    private static final int PRIORITY = 80;
    private static final long START_MILLIS = 5_000; // JVM, dry runs and the 3 s that LoopTiming does not count
    private static final Pattern OURS =
            Pattern.compile("wake p50 ([0-9.]+) p99 ([0-9.]+) p99.9 ([0-9.]+) max ([0-9.]+)");
    private static final String[] NAMES = {"p50", "p99", "p99.9", "max"};

    private LoopBesideCyclictest() {}

    /// Measures.
    ///
    /// @param arguments as above
    /// @throws IOException when a program cannot be started
    /// @throws InterruptedException when interrupted
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        String policy = arguments.length > 2 ? arguments[2] : "onnx";
        List<double[]> ratios = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            double[] ratio = {1, 1, 1, 1};
            for (int cpu = 1; cpu >= 0; cpu--) {
                double[][] both = together(cpu, 1 - cpu, seconds, policy);
                for (int i = 0; i < NAMES.length; i++) {
                    ratio[i] *= Math.sqrt(both[0][i] / both[1][i]); // geometric mean of the two CPUs
                }
                System.out.println(
                        "CPU " + cpu + ": ours " + text(both[0]) + " us, cyclictest " + text(both[1]) + " us");
            }
            ratios.add(ratio);
        }
        for (int i = 0; i < NAMES.length; i++) {
            int at = i;
            double[] sorted =
                    ratios.stream().mapToDouble(ratio -> ratio[at]).sorted().toArray();
            System.out.printf(Locale.ROOT, "%s: median ratio %.2f%n", NAMES[i], sorted[sorted.length / 2]);
        }
    }

    private static String text(double[] latencies) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < NAMES.length; i++) {
            text.append(String.format(Locale.ROOT, "%s %.1f ", NAMES[i], latencies[i]));
        }
        return text.toString().strip();
    }

    private static double[][] together(int ourCpu, int theirCpu, int seconds, String policy)
            throws IOException, InterruptedException {
        Process ours = start(ourCommand(ourCpu, seconds, policy));
        Thread.sleep(START_MILLIS);
        Process theirs = start(List.of(
                "cyclictest",
                "-q",
                "-m",
                "-p",
                "" + PRIORITY,
                "--policy=fifo",
                "-i",
                "1000",
                "-a",
                "" + theirCpu,
                "-t",
                "1",
                "-D",
                "" + seconds,
                "-h",
                "100000"));
        String histogram = output(theirs);
        Matcher found = OURS.matcher(output(ours));
        if (!found.find()) {
            throw new IOException("LoopTiming must print its latencies");
        }
        double[] us = new double[NAMES.length];
        for (int i = 0; i < us.length; i++) {
            us[i] = Double.parseDouble(found.group(i + 1));
        }
        return new double[][] {us, percentiles(histogram)};
    }

    private static List<String> ourCommand(int cpu, int seconds, String policy) {
        // only the loop's thread is put on the CPU: a JVM that shares one CPU with it can wait for it and it for the
        // JVM
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(
                List.of(LoopTiming.class.getName(), "paced", "1000", "" + seconds, "" + PRIORITY, "" + cpu, policy));
        return command;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("must end with 0, ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }

    /// {@return p50, p99, p99.9 and the largest of cyclictest's histogram of microseconds}
    private static double[] percentiles(String histogram) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        Matcher line = Pattern.compile("^(\\d+) (\\d+)$", Pattern.MULTILINE).matcher(histogram);
        long all = 0;
        while (line.find()) {
            long count = Long.parseLong(line.group(2));
            counts.put(Integer.parseInt(line.group(1)), count);
            all += count;
        }
        double[] found = new double[NAMES.length];
        double[] shares = {0.5, 0.99, 0.999, 1};
        for (int i = 0; i < shares.length; i++) {
            long below = 0;
            for (var entry : counts.entrySet()) {
                below += entry.getValue();
                found[i] = entry.getKey();
                if (below >= shares[i] * all) {
                    break;
                }
            }
        }
        return found;
    }
}
