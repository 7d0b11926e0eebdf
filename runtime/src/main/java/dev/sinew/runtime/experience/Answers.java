package dev.sinew.runtime.experience;

import dev.sinew.runtime.telemetry.BrokerLink;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// What the learner answered and the sender has not looked at: from the link's threads to the sender's. When it is
/// full an answer is lost, which the next one makes good.
final class Answers implements BrokerLink.Receiver {
    private static final int MOST = 256;

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST);

    @Override
    public void arrived(byte[] payload) {
        waiting.offer(payload);
    }

    /// {@return the next one, if any}
    Optional<byte[]> next() {
        return Optional.ofNullable(waiting.poll());
    }
}
