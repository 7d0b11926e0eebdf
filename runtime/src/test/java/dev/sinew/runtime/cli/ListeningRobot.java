package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.command.Verb;
import dev.sinew.runtime.command.CommandPost;
import dev.sinew.runtime.command.CommandTarget;
import dev.sinew.runtime.command.Gatekeeper;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.telemetry.Mosquitto;
import dev.sinew.runtime.telemetry.MqttTelemetry;
import dev.sinew.runtime.telemetry.TelemetrySession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// A robot called two-wheels that does nothing but stream sample ticks, take commands and write down what it was told.
final class ListeningRobot implements AutoCloseable {
    final List<String> told = new CopyOnWriteArrayList<>();
    private final TickJournal journal = new TickJournal(SampleTicks.LAYOUT, 1024);
    private final CommandPost post;
    private final MqttTelemetry telemetry;
    private final Thread ticking;
    private volatile boolean closed;

    ListeningRobot(Mosquitto broker, String nonce, List<TrustedKey> trusted) throws InterruptedException {
        CommandTarget target = new CommandTarget() {
            @Override
            public Optional<String> carryOut(Verb verb) {
                told.add(verb.word());
                return verb == Verb.SWAP ? Optional.of("no policy waits") : Optional.empty();
            }

            @Override
            public void stop(String why) {
                told.add(why);
            }
        };
        Gatekeeper gatekeeper = new Gatekeeper("two-wheels", nonce, trusted, System::currentTimeMillis);
        post = CommandPost.open(gatekeeper, target, journal, new SystemClock());
        long unixOffset = System.currentTimeMillis() * 1_000_000 - SampleTicks.START;
        TelemetrySession session = new TelemetrySession(SampleTicks.robot(), "s1", "p1", "test", nonce, unixOffset);
        telemetry = MqttTelemetry.start(journal.reader(), session, broker.uri(), quiet(), post);
        ticking = Thread.ofPlatform().daemon().start(this::tick);
        Mosquitto.await(Duration.ofSeconds(10), telemetry::connected);
    }

    private void tick() {
        for (long tick = 0; !closed; tick++) {
            SampleTicks.fill(journal.claim(), tick, new Mode.Inactive().code());
            journal.publish();
            LockSupport.parkNanos(SampleTicks.PERIOD);
        }
        journal.close();
    }

    private static MqttTelemetry.Listener quiet() {
        return new MqttTelemetry.Listener() {
            @Override
            public void connected(String uri) {
                // nobody asks
            }

            @Override
            public void disconnected(String why) {
                // nobody asks
            }
        };
    }

    @Override
    public void close() {
        closed = true;
        try {
            ticking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        telemetry.close();
        post.close();
    }
}
