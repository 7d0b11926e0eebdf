package dev.sinew.trainer.benchmark;

import java.util.List;

/// Prints how fast training is on this machine. Arguments choose what to measure, `products`, `sac1`, `sac2`,
/// `pendulum64`, `pendulum256`; all without any. `src/jmh/compare` runs it beside other libraries and judges.
public final class TrainingBenchmark {
    private static final List<String> ALL = List.of("products", "sac1", "sac2", "pendulum64", "pendulum256");

    private TrainingBenchmark() {}

    /// Measures.
    ///
    /// @param arguments what to measure
    public static void main(String[] arguments) {
        for (String name : arguments.length == 0 ? ALL : List.of(arguments)) {
            switch (name) {
                case "products" -> new ProductBenchmark().run(System.out);
                case "sac1" -> SacBenchmark.run(System.out, 1);
                case "sac2" -> SacBenchmark.run(System.out, 2);
                case "pendulum64" -> new PendulumBenchmark(64, 100, 10_000).run(System.out);
                case "pendulum256" -> new PendulumBenchmark(256, 256, 1500).run(System.out);
                default -> throw new IllegalArgumentException("must be one of " + ALL + ", was " + name);
            }
        }
    }
}
