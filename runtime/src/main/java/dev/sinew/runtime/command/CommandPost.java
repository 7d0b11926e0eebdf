package dev.sinew.runtime.command;

import dev.sinew.config.command.Command;
import dev.sinew.config.command.Refusal;
import dev.sinew.config.command.Verb;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.telemetry.Inbox;
import dev.sinew.runtime.telemetry.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Takes messages from the broker, has commands carried out on a thread of its own, and says of each what became of
/// it: as an event in the journal, and to the sender.
///
/// A message on the stop topic is not looked at but for its being live, and waits for nothing.
public final class CommandPost implements Inbox, AutoCloseable {
    /// Topic of signed commands, below the robot's.
    public static final String COMMAND = "command";
    /// Topic on which anything stops.
    public static final String STOP = "stop";
    /// Topic of the answers.
    public static final String ANSWER = "command/ack";

    private static final int MOST_WAITING = 64;
    private static final long LONGEST_CLOSE_MILLIS = 1000;

    private final Gatekeeper gatekeeper;
    private final CommandTarget target;
    private final TickJournal journal;
    private final MonotonicClock clock;
    private final BlockingQueue<Arrival> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean closing;

    /// A message to be looked at.
    private interface Arrival {
        void look();
    }

    private CommandPost(Gatekeeper gatekeeper, CommandTarget target, TickJournal journal, MonotonicClock clock) {
        this.gatekeeper = gatekeeper;
        this.target = target;
        this.journal = journal;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("commands").unstarted(this::run);
    }

    /// Starts to take messages.
    ///
    /// @param gatekeeper for this post alone
    /// @param target carries out what is let in
    /// @param journal takes what became of each message
    /// @param clock of the journal
    /// @return the post, open
    public static CommandPost open(
            Gatekeeper gatekeeper, CommandTarget target, TickJournal journal, MonotonicClock clock) {
        CommandPost post = new CommandPost(gatekeeper, target, journal, clock);
        post.thread.start();
        return post;
    }

    @Override
    public List<Topic> topics() {
        return List.of(new Topic(STOP, false), new Topic(COMMAND, true));
    }

    @Override
    public void arrived(String topic, byte[] payload, boolean retained, Answers answers) {
        if (topic.equals(STOP)) {
            stopMessage(retained, answers);
        } else if (!waiting.offer(() -> command(payload, retained, answers))) {
            refused(
                    new Admission.Refused(
                            Refusal.BUSY, "fewer than " + MOST_WAITING + " commands must wait", Optional.empty()),
                    answers);
        }
    }

    private void stopMessage(boolean retained, Answers answers) {
        if (retained) {
            refused(
                    new Admission.Refused(
                            Refusal.RETAINED,
                            "a message on the stop topic must be live, was retained",
                            Optional.empty()),
                    answers);
            return;
        }
        try {
            say("stop accepted: a message on the stop topic");
            answers.answer(ANSWER, answer("accepted").put("verb", Verb.STOP.word()));
        } finally {
            target.stop("stopped by a message on the stop topic");
        }
    }

    private void run() {
        try {
            while (!closing) {
                waiting.take().look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void command(byte[] payload, boolean retained, Answers answers) {
        switch (gatekeeper.admit(payload, retained)) {
            case Admission.Accepted accepted -> carryOut(accepted.command(), answers);
            case Admission.Refused refused -> refused(refused, answers);
        }
    }

    private void carryOut(Command command, Answers answers) {
        Optional<String> obstacle = target.carryOut(command.verb());
        if (obstacle.isPresent()) {
            refused(new Admission.Refused(Refusal.NOT_NOW, obstacle.get(), Optional.of(command)), answers);
            return;
        }
        say(name(Optional.of(command)) + " accepted");
        answers.answer(ANSWER, identified(answer("accepted"), Optional.of(command)));
    }

    private void refused(Admission.Refused refused, Answers answers) {
        String why = refused.why();
        say(name(refused.claimed()) + " refused, " + refused.reason().word() + ": " + why);
        JsonObject answer = identified(answer("refused"), refused.claimed());
        answers.answer(ANSWER, answer.put("reason", refused.reason().word()).put("text", why));
    }

    private void say(String text) {
        journal.note(clock.nanos(), TickEvent.Kind.COMMAND, text);
    }

    private static JsonObject answer(String result) {
        return new JsonObject().put("result", result);
    }

    private static JsonObject identified(JsonObject answer, Optional<Command> command) {
        command.ifPresent(known ->
                answer.put("verb", known.verb().word()).put("key", known.key()).put("counter", known.counter()));
        return answer;
    }

    private static String name(Optional<Command> command) {
        return command.map(known -> known.verb().word() + " (key " + known.key() + ", counter " + known.counter() + ")")
                .orElse("message");
    }

    /// Ends the thread; what waits is not carried out.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
