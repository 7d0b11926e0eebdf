package dev.sinew.trainer.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A link that can be cut: passes bytes on to a port of this machine, and while it is cut neither passes on nor
/// answers, as a cable that was pulled.
final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Relay(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("relay").start(this::accept);
    }

    String uri() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /// Cuts the link, or mends it.
    void cut(boolean now) {
        cut = now;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                sockets.add(near);
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException closed) {
                // the loop ends with the server
            }
        }
    }

    private void join(Socket near) {
        try (near;
                Socket far = new Socket()) {
            awaitMended();
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1000);
            sockets.add(far);
            Thread back = Thread.ofVirtual().start(() -> pump(far, near));
            pump(near, far);
            back.join();
            sockets.remove(far);
        } catch (IOException | InterruptedException gone) {
            // either end hung up
        } finally {
            sockets.remove(near);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitMended();
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException gone) {
            // so it ends
        }
        hangUp(from);
        hangUp(to);
    }

    private void awaitMended() throws InterruptedException {
        while (cut) {
            Thread.sleep(10);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it was
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(Relay::hangUp);
    }
}
