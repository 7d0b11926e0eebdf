package dev.sinew.trainer.benchmark;

import java.io.IOException;
import java.util.List;

/// Prints how fast training is on this machine. Arguments choose what to measure, `products`, `sac1`, `sac2`, `td3-1`,
/// `td3-2`, `ddpg1`, `ddpg2`, `pendulum64`, `pendulum256`; all without any. `src/jmh/compare` runs it beside other
/// libraries and judges.
public final class TrainingBenchmark {
    private static final List<String> ALL = List.of(
            "products",
            "sac1",
            "sac2",
            "td3-1",
            "td3-2",
            "ddpg1",
            "ddpg2",
            "end1",
            "end2",
            "pendulum64",
            "pendulum256");

    private TrainingBenchmark() {}

    /// Measures.
    ///
    /// @param arguments what to measure
    /// @throws IOException never: nothing is written
    public static void main(String[] arguments) throws IOException {
        for (String name : arguments.length == 0 ? ALL : List.of(arguments)) {
            switch (name) {
                case "products" -> new ProductBenchmark().run(System.out);
                case "sac1" -> ReplayBenchmark.run(System.out, "SAC", 1);
                case "sac2" -> ReplayBenchmark.run(System.out, "SAC", 2);
                case "td3-1" -> ReplayBenchmark.run(System.out, "TD3", 1);
                case "td3-2" -> ReplayBenchmark.run(System.out, "TD3", 2);
                case "ddpg1" -> ReplayBenchmark.run(System.out, "DDPG", 1);
                case "ddpg2" -> ReplayBenchmark.run(System.out, "DDPG", 2);
                case "end1" -> endToEnd(1);
                case "end2" -> endToEnd(2);
                case "pendulum64" -> new PendulumBenchmark(64, 100, 10_000).run(System.out);
                case "pendulum256" -> new PendulumBenchmark(256, 256, 1500).run(System.out);
                default -> throw new IllegalArgumentException("must be one of " + ALL + ", was " + name);
            }
        }
    }

    private static void endToEnd(int threads) throws IOException {
        EndToEndBenchmark.run(System.out, "ppo", threads, 120_000, 200_000);
        EndToEndBenchmark.run(System.out, "trpo", threads, 120_000, 200_000);
        EndToEndBenchmark.run(System.out, "sac", threads, 12_000, 3000);
    }
}
