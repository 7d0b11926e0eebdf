package dev.sinew.trainer.broker;

import dev.sinew.runtime.telemetry.LocalBroker;

/// Finds [ArtemisBroker].
public final class ArtemisProvider implements LocalBroker.Provider {
    /// For [java.util.ServiceLoader].
    public ArtemisProvider() {}

    @Override
    public LocalBroker start(int port) {
        return new ArtemisBroker(port);
    }
}
