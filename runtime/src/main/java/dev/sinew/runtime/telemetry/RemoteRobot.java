package dev.sinew.runtime.telemetry;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.runtime.telemetry.BrokerLink.State;
import dev.sinew.runtime.telemetry.Message.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// A robot as one sees it over its broker: what it says of itself, and a way to send to it. One thread.
public final class RemoteRobot implements AutoCloseable {
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int MOST_WAITING = 1024;
    private static final long LOOK_NANOS = 2_000_000;
    private static final long CLOSE_MILLIS = 500;
    private static final String BIRTH = "birth";
    private static final String STATE = "tlm/state";

    private final String uri;
    private final String prefix;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(MOST_WAITING);
    private final PahoLink link;

    /// A message of the robot.
    private record Heard(String topic, String text) {}

    /// What a command must know of a robot that runs.
    ///
    /// @param nonce of its start
    /// @param unixMillis its time, ms, as its telemetry said last
    public record Start(String nonce, long unixMillis) {}

    private RemoteRobot(String uri, String robot, String answers) {
        this.uri = uri;
        prefix = "robots/" + robot + "/";
        String id = "sinew-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        link = new PahoLink(uri, id, Optional.empty(), KEEP_ALIVE_SECONDS, new Arrivals() {
            @Override
            public Map<String, Boolean> topics() {
                Map<String, Boolean> topics = new HashMap<>();
                topics.put(prefix + BIRTH, false);
                topics.put(prefix + STATE, false);
                topics.put(prefix + answers, false);
                return topics;
            }

            @Override
            public void arrived(String topic, byte[] payload, boolean retained) {
                String text = new String(payload, StandardCharsets.UTF_8);
                if (!heard.offer(new Heard(topic.substring(prefix.length()), text))) {
                    heard.clear(); // nobody listens: what counts comes again
                }
            }
        });
    }

    /// Connects to the broker of a robot.
    ///
    /// @param uri `tcp://host:port` or `ssl://host:port`
    /// @param robot its name
    /// @param answers topic below the robot's on which answers are awaited
    /// @param limit of the wait
    /// @return the robot; to be closed
    /// @throws TelemetryException when there is no connection
    public static RemoteRobot connect(String uri, String robot, String answers, Duration limit) {
        RemoteRobot remote = new RemoteRobot(uri, robot, answers);
        remote.link.connect();
        long end = System.nanoTime() + limit.toNanos();
        while (remote.link.state() != State.UP) {
            if (remote.link.state() == State.DOWN) {
                throw new TelemetryException(remote.link.lastFailure());
            }
            if (System.nanoTime() > end) {
                remote.close();
                throw new TelemetryException("cannot connect to " + uri + " within " + limit.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return remote;
    }

    /// Waits until the robot has said what a command must know: the broker keeps its birth message, but only a robot
    /// that runs tells the time.
    ///
    /// @param limit of the wait
    /// @return what it said
    /// @throws TelemetryException when it does not run
    public Start start(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        String nonce = "";
        while (true) {
            Optional<Heard> next = next(end);
            if (next.isEmpty()) {
                throw new TelemetryException("robot '" + prefix.split("/", -1)[1] + "' must run and stream to " + uri
                        + ": no telemetry within " + limit.toSeconds() + " s");
            }
            if (next.get().topic().equals(BIRTH)) {
                nonce = read(next.get()).map(birth -> text(birth, "nonce")).orElse("");
            } else if (next.get().topic().equals(STATE) && !nonce.isEmpty()) {
                Optional<Section> state = read(next.get());
                if (state.isPresent()) {
                    double seconds = state.get().number("timestamp", Range.positive());
                    return new Start(nonce, Math.round(seconds * 1e3));
                }
            }
        }
    }

    /// Sends a message, quality of service 1, and waits for the robot's answer.
    ///
    /// @param topic below the robot's
    /// @param payload the message
    /// @param wanted says which answer is meant
    /// @param limit of the wait
    /// @return the answer; empty when none came
    /// @throws TelemetryException when the message cannot be sent
    public Optional<Section> ask(String topic, byte[] payload, Predicate<Section> wanted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        send(topic, payload, end);
        return answer(wanted, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    /// Waits for another answer of the robot.
    ///
    /// @param wanted says which answer is meant
    /// @param limit of the wait
    /// @return the answer; empty when none came
    public Optional<Section> answer(Predicate<Section> wanted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<Heard> next = next(end);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            boolean known =
                    next.get().topic().equals(BIRTH) || next.get().topic().equals(STATE);
            Optional<Section> answer =
                    known ? Optional.empty() : read(next.get()).filter(wanted);
            if (answer.isPresent()) {
                return answer;
            }
        }
    }

    private void send(String topic, byte[] payload, long end) {
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean delivered = new AtomicBoolean();
        boolean taken = link.publish(new Message(prefix + topic, payload, Delivery.EVENT), new BrokerLink.Completion() {
            @Override
            public void delivered() {
                delivered.set(true);
                done.countDown();
            }

            @Override
            public void failed() {
                done.countDown();
            }
        });
        try {
            if (!taken || !done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) || !delivered.get()) {
                throw new TelemetryException("the broker at " + uri + " did not take the message: "
                        + (link.lastFailure().isEmpty() ? "no word in time" : link.lastFailure()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TelemetryException("interrupted", e);
        }
    }

    private Optional<Heard> next(long end) {
        try {
            return Optional.ofNullable(heard.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Section> read(Heard message) {
        try {
            return Optional.of(Document.foreignJson(message.topic(), message.text()));
        } catch (DocumentException garbled) {
            return Optional.empty(); // anyone may publish there
        }
    }

    /// {@return a text of an answer; empty when it has none}
    ///
    /// @param answer of the robot
    /// @param key name
    public static String text(Section answer, String key) {
        return answer.has(key) ? answer.text(key) : "";
    }

    @Override
    public void close() {
        link.close(CLOSE_MILLIS);
    }
}
