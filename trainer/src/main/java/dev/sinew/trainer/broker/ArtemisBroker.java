package dev.sinew.trainer.broker;

import dev.sinew.runtime.telemetry.LocalBroker;
import dev.sinew.runtime.telemetry.TelemetryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;

/// Apache ActiveMQ Artemis with MQTT 3.1.1 and 5 on the loopback address: nothing on disk, no management, no
/// accounts.
final class ArtemisBroker implements LocalBroker {
    private final ActiveMQServer server;
    private final String uri;

    ArtemisBroker(int port) {
        int chosen = free(port);
        uri = "tcp://127.0.0.1:" + chosen;
        try {
            server = new ActiveMQServerImpl(configuration(uri));
            server.start();
        } catch (Exception e) { // start declares Exception
            throw new TelemetryException("the local broker did not start on port " + chosen + ": " + e.getMessage(), e);
        }
    }

    /// Artemis only logs that a port is in use, so it is tried first.
    private static int free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new TelemetryException(
                    "port " + port + " is in use: expected a free port for the local broker; choose another with "
                            + "--mqtt-port, or use the broker that listens there with --mqtt tcp://127.0.0.1:" + port,
                    e);
        }
    }

    private static Configuration configuration(String uri) throws Exception {
        return new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setGracefulShutdownEnabled(false)
                .addAcceptorConfiguration("mqtt", uri + "?protocols=MQTT");
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // stop declares Exception
            throw new TelemetryException("the local broker did not stop: " + e.getMessage(), e);
        }
    }
}
