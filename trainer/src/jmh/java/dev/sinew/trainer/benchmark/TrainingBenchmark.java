package dev.sinew.trainer.benchmark;

import java.util.List;

/// Prints how fast training is on this machine. Arguments choose what to measure, `products`, `sac1`, `sac2`,
/// `pendulum64`, `pendulum256`; all without any.
public final class TrainingBenchmark {
    /// Smallest share of a core's peak that the main products must reach.
    private static final double FLOOR = 0.7;

    private static final List<String> ALL = List.of("products", "sac1", "sac2", "pendulum64", "pendulum256");

    private TrainingBenchmark() {}

    /// Measures.
    ///
    /// @param arguments what to measure
    public static void main(String[] arguments) {
        boolean reached = true;
        for (String name : arguments.length == 0 ? ALL : List.of(arguments)) {
            switch (name) {
                case "products" -> reached = new ProductBenchmark().run(System.out, FLOOR);
                case "sac1" -> SacBenchmark.run(System.out, 1);
                case "sac2" -> SacBenchmark.run(System.out, 2);
                case "pendulum64" -> new PendulumBenchmark(64, 100, 10_000).run(System.out);
                case "pendulum256" -> new PendulumBenchmark(256, 256, 1500).run(System.out);
                default -> throw new IllegalArgumentException("must be one of " + ALL + ", was " + name);
            }
        }
        if (!reached) {
            System.err.println("a main product stayed below " + FLOOR + " of the peak of a core");
            System.exit(1);
        }
    }
}
