package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Debian's mosquitto as a broker of other hands, on a free loopback port. Where it is not installed a test skips
/// and says so; in CI that is a failure.
public final class Mosquitto implements AutoCloseable {
    private final int port;
    private final Path folder;
    private Process process;

    /// Starts it; its settings and its log go to `folder`.
    public Mosquitto(Path folder) throws IOException {
        boolean installed = Files.isExecutable(Path.of("/usr/sbin/mosquitto"));
        assertFalse(!installed && System.getenv("CI") != null, "mosquitto must be installed in CI");
        assumeTrue(installed, "SKIPPED: mosquitto is not installed (apt-get install mosquitto mosquitto-clients)");
        this.folder = folder;
        this.port = freePort();
        this.process = launch();
    }

    /// A port that nobody listens on.
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Where it listens.
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    /// Its port.
    public int port() {
        return port;
    }

    /// Its process.
    public long pid() {
        return process.pid();
    }

    /// Ends it by `SIGKILL`.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Starts it anew on the same port.
    public void restart() throws IOException {
        process = launch();
    }

    /// Waits until a condition holds.
    public static void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private Process launch() throws IOException {
        Path config = folder.resolve("mosquitto.conf");
        Files.writeString(
                config,
                "listener " + port + " 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\npersistence false\n");
        Process started = new ProcessBuilder("/usr/sbin/mosquitto", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        try {
            await(Duration.ofSeconds(10), this::answers);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return started;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
