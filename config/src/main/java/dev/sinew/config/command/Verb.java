package dev.sinew.config.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a robot can be told.
public enum Verb {
    /// Arm: become active once the arming rule has held.
    ARM,
    /// Let go of the actuators and stay so until told to arm.
    DISARM,
    /// Stop in the stop category, for good: the run ends.
    STOP,
    /// Swap in the policy that waits at the next tick, not at the end of the episode.
    SWAP,
    /// From this tick on, experience is for learning.
    LEARN_ON,
    /// From this tick on, it is not.
    LEARN_OFF,
    /// Mark this tick for whoever reads the record.
    MARK;

    /// {@return the word as typed and sent, `learn-on`}
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// {@return the verb of a word; empty when there is none}
    ///
    /// @param word as [#word] writes it
    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    /// {@return all words, in order}
    public static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
