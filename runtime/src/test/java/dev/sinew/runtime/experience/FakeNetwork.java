package dev.sinew.runtime.experience;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.Arrival;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.config.experience.ExperienceLedger;
import dev.sinew.config.experience.Transition;
import dev.sinew.runtime.telemetry.BrokerLink;
import dev.sinew.runtime.telemetry.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A link, a broker and a learner behind it that lose, double and reorder both batches and answers, and break the
/// connection. The learner makes durable what it
/// took now and then, answers no more than that, and may fall back to it.
final class FakeNetwork implements BrokerLink {
    /// What the learner took, by boot: ticks in the order in which it took them.
    final Map<BootId, List<Long>> taken = new HashMap<>();

    private final Random random;
    private final Answers answers;
    private final List<byte[]> underWay = new ArrayList<>();
    private final List<Completion> held = new ArrayList<>();
    private final Set<BootId> met = new LinkedHashSet<>();
    private final ExperienceLedger ledger = new ExperienceLedger(SampleStream.SHAPE);
    private final ExperienceLedger durable = new ExperienceLedger(SampleStream.SHAPE);
    private final Map<BootId, List<Long>> kept = new HashMap<>();
    private int crashes;
    private State state = State.DOWN;
    private boolean perfect;

    FakeNetwork(Random random, Answers answers) {
        this.random = random;
        this.answers = answers;
    }

    /// From now on nothing is lost, doubled or put out of order.
    void heal() {
        perfect = true;
        state = State.UP;
    }

    void state(State next) {
        state = next;
        if (next == State.DOWN) {
            held.forEach(Completion::failed);
            held.clear();
        }
    }

    /// The broker has taken all that the link holds.
    void free() {
        held.forEach(Completion::delivered);
        held.clear();
    }

    /// Lets a few messages arrive.
    void turn() {
        free();
        while (!underWay.isEmpty() && (perfect || random.nextInt(3) > 0)) {
            int which = perfect ? 0 : random.nextInt(underWay.size());
            byte[] message = underWay.get(which);
            boolean again = !perfect && random.nextInt(5) == 0;
            if (!again) {
                underWay.remove(which);
            }
            if (perfect || random.nextInt(5) > 0) {
                arrive(message.clone());
            }
        }
    }

    private void arrive(byte[] message) {
        if (!perfect && random.nextInt(10) == 0) {
            message[random.nextInt(message.length)] ^= 1;
        }
        Arrival arrival = ledger.receive(message);
        if (arrival instanceof Arrival.New fresh) {
            take(fresh.batch(), fresh.from());
        }
        if (perfect || random.nextInt(4) == 0) {
            copy(ledger, durable, taken, kept);
        } else if (random.nextInt(100) == 0) {
            crashes++;
            copy(durable, ledger, kept, taken);
        }
        if (perfect || random.nextInt(4) > 0) {
            met.forEach(boot -> durable.durable(boot).map(ExperienceAck::write).ifPresent(this::answer));
        }
    }

    private static void copy(
            ExperienceLedger from,
            ExperienceLedger to,
            Map<BootId, List<Long>> fromTaken,
            Map<BootId, List<Long>> toTaken) {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        try {
            from.save(new DataOutputStream(saved));
            to.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        toTaken.clear();
        fromTaken.forEach((boot, ticks) -> toTaken.put(boot, new ArrayList<>(ticks)));
    }

    private void answer(byte[] ack) {
        if (!perfect && random.nextInt(6) == 0) {
            ack[random.nextInt(ack.length)] ^= 4;
        }
        if (perfect || random.nextInt(5) > 0) {
            answers.arrived(ack);
        }
    }

    private void take(ExperienceBatch batch, int from) {
        met.add(batch.boot());
        Transition read = new Transition(SampleStream.SHAPE, SampleStream.POLICY);
        for (int i = from; i < batch.count(); i++) {
            batch.transition(i, read);
            taken.computeIfAbsent(batch.boot(), boot -> new ArrayList<>()).add(read.tick());
        }
    }

    ExperienceLedger ledger() {
        return ledger;
    }

    int crashes() {
        return crashes;
    }

    int underWay() {
        return underWay.size();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void connect() {
        if (perfect || random.nextBoolean()) {
            state = State.UP;
        }
    }

    @Override
    public boolean publish(Message message, Completion completion) {
        assertTrue(message.topic().equals(SampleStream.SHAPE.topic()), message.topic());
        if (state != State.UP || (!perfect && random.nextInt(20) == 0)) {
            return false;
        }
        underWay.add(message.payload());
        held.add(completion);
        return true;
    }

    @Override
    public String lastFailure() {
        return "";
    }

    @Override
    public void close(long millis) {
        state(State.DOWN);
    }
}
