package dev.sinew.runtime.exploration;

import dev.sinew.config.random.RandomStream;
import java.util.Map;
import java.util.Optional;

/// How a policy is explored around: everything that its noise depends on, as a flight record keeps it.
///
/// @param std standard deviation of each entry's noise, of actions from −1 to 1; positive
/// @param cutoff of each low pass, Hz, positive
/// @param seed of the noise
public record Exploration(double std, double cutoff, long seed) {
    /// Usual standard deviation: a twentieth of the way from the lowest action to the highest.
    public static final double USUAL_STD = 0.1;
    /// Usual cut-off, Hz.
    public static final double USUAL_CUTOFF = 3;

    private static final String STD = "exploration.std";
    private static final String CUTOFF = "exploration.cutoff_hertz";
    private static final String SEED = "exploration.seed";

    /// Refuses noise that is none.
    public Exploration {
        LowPassedNoise.requirePositive("standard deviation of the noise", std);
        LowPassedNoise.requirePositive("cut-off frequency of the noise, Hz,", cutoff);
    }

    /// {@return the noise, which is the same for the same values}
    ///
    /// @param entries of an action
    /// @param periodSeconds of a tick, s
    public LowPassedNoise noise(int entries, double periodSeconds) {
        return new LowPassedNoise(entries, std, cutoff, periodSeconds, new RandomStream(seed));
    }

    /// {@return names and values for the metadata of a flight record; exact}
    public Map<String, String> metadata() {
        return Map.of(STD, Double.toString(std), CUTOFF, Double.toString(cutoff), SEED, Long.toString(seed));
    }

    /// {@return what the metadata of a flight record says; empty when it says nothing}
    ///
    /// @param metadata of the record
    /// @throws IllegalArgumentException when one of the three is missing or cannot be read
    public static Optional<Exploration> of(Map<String, String> metadata) {
        if (!metadata.containsKey(STD)) {
            return Optional.empty();
        }
        return Optional.of(new Exploration(
                Double.parseDouble(metadata.getOrDefault(STD, "")),
                Double.parseDouble(metadata.getOrDefault(CUTOFF, "")),
                Long.parseLong(metadata.getOrDefault(SEED, ""))));
    }
}
