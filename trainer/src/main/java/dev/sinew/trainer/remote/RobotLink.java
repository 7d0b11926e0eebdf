package dev.sinew.trainer.remote;

import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.runtime.telemetry.BrokerLink;
import dev.sinew.runtime.telemetry.BrokerLink.State;
import dev.sinew.runtime.telemetry.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The learner's connection to the broker of its robot. It starts clean each time: what a lost connection held the
/// robot sends again, since nothing was acknowledged. What arrives waits in a queue of bounded length; a batch for
/// which there is no room is dropped, and sent again likewise. One thread, but for what arrives.
final class RobotLink implements AutoCloseable {
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int MOST_BATCHES = 64;
    private static final int MOST_ANSWERS = 64;
    private static final long RETRY_NANOS = 1_000_000_000;
    private static final long CLOSE_MILLIS = 1000;

    private final ExperienceShape shape;
    private final RemoteListener listener;
    private final BlockingQueue<byte[]> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(MOST_ANSWERS);
    private final BrokerLink link;
    private State seen = State.DOWN;
    private boolean saidDown;
    private long nextAttempt;
    private boolean attempted;

    /// @param linking makes the link, given what it listens to
    RobotLink(
            ExperienceShape shape,
            RemoteListener listener,
            Function<List<BrokerLink.Subscription>, BrokerLink> linking) {
        this.shape = shape;
        this.listener = listener;
        link = linking.apply(List.of(
                new BrokerLink.Subscription(shape.topic(), batches::offer),
                new BrokerLink.Subscription(PolicyDelivery.answerTopic(shape.robot()), answers::offer)));
    }

    /// {@return a link to a broker}
    ///
    /// @param uri `tcp://host:port` or `ssl://host:port`
    static RobotLink to(String uri, ExperienceShape shape, RemoteListener listener) {
        String client = "sinew-learner-" + shape.robot();
        return new RobotLink(shape, listener, topics -> BrokerLink.listening(uri, client, topics, KEEP_ALIVE_SECONDS));
    }

    /// Looks after the connection.
    ///
    /// @param now ns on a monotonic clock
    /// @return whether a connection has begun since the last turn
    boolean turn(long now) {
        if (link.state() == State.DOWN && (!attempted || now - nextAttempt >= 0)) {
            attempted = true;
            nextAttempt = now + RETRY_NANOS;
            link.connect();
        }
        State state = link.state();
        boolean began = state == State.UP && seen != State.UP;
        if (began) {
            saidDown = false;
            listener.linkUp();
        } else if (state == State.DOWN && !saidDown && !link.lastFailure().isEmpty()) {
            saidDown = true;
            listener.linkDown(link.lastFailure());
        }
        seen = state;
        return began;
    }

    /// {@return the next batch, if one comes in time}
    ///
    /// @param millis longest wait, 0 for none
    Optional<byte[]> batch(long millis) {
        try {
            return Optional.ofNullable(millis == 0 ? batches.poll() : batches.poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// {@return the next answer to a policy, if there is one}
    Optional<byte[]> answer() {
        return Optional.ofNullable(answers.poll());
    }

    /// Sends an acknowledgement; one that is lost is made good by the next.
    void acknowledge(ExperienceAck ack) {
        send(shape.ackTopic(), ack.write());
    }

    /// {@return whether the link took a policy}
    boolean policy(byte[] bundle) {
        return send(PolicyDelivery.topic(shape.robot()), bundle);
    }

    private boolean send(String topic, byte[] payload) {
        return link.publish(new Message(topic, payload, Message.Delivery.EVENT), Unwatched.COMPLETION);
    }

    /// The robot's own answer is what counts.
    private enum Unwatched implements BrokerLink.Completion {
        COMPLETION;

        @Override
        public void delivered() {
            // a broker's word proves nothing
        }

        @Override
        public void failed() {
            // whoever sent it sends it again
        }
    }

    @Override
    public void close() {
        link.close(CLOSE_MILLIS);
    }
}
