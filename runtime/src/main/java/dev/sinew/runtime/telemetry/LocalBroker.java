package dev.sinew.runtime.telemetry;

/// A broker inside this process, for emulation on a workstation. A robot's image has none.
public interface LocalBroker extends AutoCloseable {
    /// Finds a broker through [java.util.ServiceLoader].
    interface Provider {
        /// Starts a broker that listens on the loopback address only.
        ///
        /// @param port TCP port, 0 for a free one
        /// @return the broker, listening
        /// @throws TelemetryException when the port is in use or the broker does not start
        LocalBroker start(int port);
    }

    /// {@return where it listens, `tcp://127.0.0.1:PORT`}
    String uri();

    @Override
    void close();
}
