package dev.sinew.config.deployment;

import dev.sinew.config.bundle.TrustedKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The set-up of one robot: the content of `deployment/<name>.yaml`.
///
/// @param robot name of its description
/// @param trustedKeys the keys that may sign its bundles
/// @param mqtt broker of its telemetry; without one only the recorder runs
/// @param records folder of its flight records
public record Deployment(String robot, List<TrustedKey> trustedKeys, Optional<URI> mqtt, Path records) {
    /// Copies the keys.
    public Deployment {
        trustedKeys = List.copyOf(trustedKeys);
    }
}
