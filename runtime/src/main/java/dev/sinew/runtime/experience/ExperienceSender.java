package dev.sinew.runtime.experience;

import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceRefusedException;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.runtime.telemetry.BrokerLink;
import dev.sinew.runtime.telemetry.BrokerLink.State;
import dev.sinew.runtime.telemetry.Message;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends the spool in its order, a window at a time, and gives up only what the learner has answered for. A broker's
/// acknowledgement frees a place in the connection and proves nothing else: after a lost connection, and after a time
/// without an answer, everything under way is sent again from the oldest on. That time doubles while nobody answers; a
/// learner that is there again says so by an answer that holds nothing new, and has not to wait for its end.
///
/// One thread, which owns the spool; answers come from the link's threads through [Answers].
final class ExperienceSender {
    private static final long RETRY_NANOS = 1_000_000_000;
    private static final long SYNC_NANOS = 1_000_000_000;

    private final ExperienceShape shape;
    private final Spool spool;
    private final BrokerLink link;
    private final ExperienceSettings settings;
    private final Tally tally;
    private final Answers answers;
    private final AtomicInteger inFlight = new AtomicInteger();
    private State seen = State.DOWN;
    private long sentUpTo = -1;
    private long nextAttempt = Long.MIN_VALUE;
    private long nextSync = Long.MIN_VALUE;
    private long progress;
    private long timeout;

    ExperienceSender(
            ExperienceShape shape,
            Spool spool,
            BrokerLink link,
            Answers answers,
            ExperienceSettings settings,
            Tally tally) {
        this.shape = shape;
        this.spool = spool;
        this.link = link;
        this.answers = answers;
        this.settings = settings;
        this.tally = tally;
        timeout = settings.ackTimeout().toNanos();
    }

    /// Puts a batch into the spool, or gives it up.
    void spool(SealedBatch batch) {
        switch (spool.append(batch.message(), batch.count())) {
            case KEPT -> tally.spooled(batch.count());
            case FULL, FAILED -> tally.dropped(batch.count());
        }
    }

    /// Does what is to be done now. Never blocks but for the disk.
    ///
    /// @param now ns on a monotonic clock
    void turn(long now) {
        trim(now);
        connect(now);
        if (seen == State.UP) {
            repeatWhatIsOverdue(now);
            publish();
        }
        if (now - nextSync >= 0 || nextSync == Long.MIN_VALUE) {
            nextSync = now + SYNC_NANOS;
            spool.sync();
        }
    }

    private void trim(long now) {
        Optional<byte[]> payload = answers.next();
        while (payload.isPresent()) {
            try {
                trim(ExperienceAck.read(payload.get()), now);
            } catch (ExperienceRefusedException refusal) {
                tally.ackRefused();
            }
            payload = answers.next();
        }
    }

    private void trim(ExperienceAck ack, long now) {
        if (!spool.plausible(ack)) {
            tally.ackRefused();
            return;
        }
        long durable = spool.acknowledge(ack);
        if (durable > 0) {
            tally.delivered(durable);
            progress = now;
            timeout = settings.ackTimeout().toNanos();
        } else if (timeout > settings.ackTimeout().toNanos()) {
            timeout = settings.ackTimeout().toNanos();
            rewind(now);
        }
    }

    private void connect(long now) {
        if (link.state() == State.DOWN && (nextAttempt == Long.MIN_VALUE || now - nextAttempt >= 0)) {
            nextAttempt = now + RETRY_NANOS;
            link.connect();
        }
        State state = link.state();
        if (state == State.UP && seen != State.UP) {
            rewind(now); // what the last connection held may be lost
        }
        seen = state;
    }

    private void rewind(long now) {
        sentUpTo = -1;
        progress = now;
    }

    private void repeatWhatIsOverdue(long now) {
        if (spool.outstanding(sentUpTo) == 0) {
            progress = now; // nothing is under way: the time begins with the next batch
        } else if (now - progress >= timeout) {
            timeout = Math.min(2 * timeout, settings.longestTimeout().toNanos());
            rewind(now);
        }
    }

    private void publish() {
        Optional<Spool.Entry> next = spool.after(sentUpTo);
        while (next.isPresent()
                && spool.outstanding(sentUpTo) < settings.window()
                && inFlight.get() < settings.window()) {
            Spool.Entry entry = next.get();
            Optional<byte[]> message = spool.message(entry);
            if (message.isEmpty()) {
                tally.damaged(entry.count());
            } else if (!publish(message.get())) {
                return;
            }
            sentUpTo = entry.number();
            next = spool.after(sentUpTo);
        }
    }

    private boolean publish(byte[] payload) {
        inFlight.incrementAndGet();
        Message message = new Message(shape.topic(), payload, Message.Delivery.EVENT);
        if (!link.publish(message, new Freed(inFlight))) {
            inFlight.decrementAndGet();
            return false;
        }
        tally.published();
        return true;
    }

    /// Ends the connection.
    ///
    /// @param millis longest time it may take, ms
    void close(long millis) {
        spool.sync();
        link.close(millis);
    }

    /// Frees a place in the connection, once.
    private static final class Freed implements BrokerLink.Completion {
        private final AtomicInteger inFlight;
        private final AtomicBoolean ended = new AtomicBoolean();

        Freed(AtomicInteger inFlight) {
            this.inFlight = inFlight;
        }

        @Override
        public void delivered() {
            if (ended.compareAndSet(false, true)) {
                inFlight.decrementAndGet();
            }
        }

        @Override
        public void failed() {
            delivered();
        }
    }
}
