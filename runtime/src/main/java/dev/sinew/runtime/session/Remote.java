package dev.sinew.runtime.session;

import dev.sinew.config.bundle.TrustedKey;
import java.util.List;

/// Who may command a robot over its broker. Anyone may stop it.
///
/// @param trusted keys whose commands are followed
public record Remote(List<TrustedKey> trusted) {
    /// Copies the list.
    public Remote {
        trusted = List.copyOf(trusted);
    }

    /// {@return nobody: the robot can be stopped, and told nothing else}
    public static Remote stopOnly() {
        return new Remote(List.of());
    }
}
