package dev.sinew.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.command.Command;
import dev.sinew.config.command.SignedCommand;
import dev.sinew.config.command.Verb;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.telemetry.Inbox;
import dev.sinew.runtime.telemetry.Mosquitto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandPostTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final SigningKey KEY = SigningKey.create();
    private static final String ID = KEY.trustedKey().id();
    private static final String NONCE = "00112233445566778899aabbccddeeff";

    private final TickJournal journal = new TickJournal(SampleTicks.LAYOUT, 2);
    private final JournalReader reader = journal.reader();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final Inbox.Answers answers = (topic, content) -> answered.add(topic + " " + content.json());
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CommandTarget target = new CommandTarget() {
        @Override
        public Optional<String> carryOut(Verb verb) {
            done.add(verb.word());
            if (verb == Verb.MARK) {
                await();
            }
            return verb == Verb.SWAP ? Optional.of("no policy waits") : Optional.empty();
        }

        @Override
        public void stop(String why) {
            done.add(why);
        }
    };
    private final CommandPost post = CommandPost.open(
            new Gatekeeper("balancer", NONCE, List.of(KEY.trustedKey()), () -> 1000), target, journal, clock());

    private static VirtualClock clock() {
        return new VirtualClock(77);
    }

    @AfterEach
    void close() {
        busy.countDown();
        post.close();
    }

    @Test
    void everyLiveMessageOnTheStopTopicStopsWhateverItHolds() {
        byte[][] messages = {{}, utf8("stop"), {(byte) 0xFF, 0, 1}, new byte[100_000], command(1, Verb.MARK)};
        for (byte[] message : messages) {
            post.arrived(CommandPost.STOP, message, false, answers);
        }

        assertEquals(messages.length, done.size());
        assertEquals("stopped by a message on the stop topic", done.getFirst());
        assertEquals("command/ack {\"result\":\"accepted\",\"verb\":\"stop\"}", answered.getFirst());
        assertEquals("COMMAND stop accepted: a message on the stop topic", notes().getFirst());
    }

    @Test
    void stopsWhileACommandHangsAndTheQueueIsFull() throws InterruptedException {
        post.arrived(CommandPost.COMMAND, command(1, Verb.MARK), false, answers);
        Mosquitto.await(SOON, () -> done.contains("mark"));
        for (int i = 0; i < 65; i++) {
            post.arrived(CommandPost.COMMAND, utf8("flood"), false, answers);
        }
        post.arrived(CommandPost.STOP, new byte[0], false, answers);

        assertEquals(List.of("mark", "stopped by a message on the stop topic"), done);
        assertEquals(
                List.of(
                        "COMMAND message refused, busy: fewer than 64 commands must wait",
                        "COMMAND stop accepted: a message on the stop topic"),
                notes());
    }

    @Test
    void aRetainedStopIsRefused() {
        post.arrived(CommandPost.STOP, utf8("stop"), true, answers);

        assertEquals(List.of(), done);
        assertEquals(
                List.of("COMMAND message refused, retained: a message on the stop topic must be live, was retained"),
                notes());
    }

    @Test
    void saysOfEachCommandWhatBecameOfIt() throws InterruptedException {
        post.arrived(CommandPost.COMMAND, command(1, Verb.ARM), false, answers);
        post.arrived(CommandPost.COMMAND, command(2, Verb.SWAP), false, answers);
        post.arrived(CommandPost.COMMAND, command(2, Verb.DISARM), false, answers);
        post.arrived(CommandPost.COMMAND, utf8("\u001b[2J\n"), false, answers);
        Mosquitto.await(SOON, () -> answered.size() == 4);

        assertEquals(List.of("arm", "swap"), done);
        assertEquals(
                List.of(
                        "COMMAND arm (key " + ID + ", counter 1) accepted",
                        "COMMAND swap (key " + ID + ", counter 2) refused, not_now: no policy waits",
                        "COMMAND disarm (key " + ID + ", counter 2) refused, counter: counter of key " + ID
                                + " must be above 2, was 2",
                        "COMMAND message refused, malformed: command must begin with 128 hexadecimal digits and a"
                                + " newline, did not"),
                notes());
        assertEquals(
                "command/ack {\"result\":\"refused\",\"verb\":\"swap\",\"key\":\"" + ID
                        + "\",\"counter\":2,\"reason\":\"not_now\",\"text\":\"no policy waits\"}",
                answered.get(1));
    }

    @Test
    void textOfStrangersHoldsNoControlCharacters() throws InterruptedException {
        String json = new String(command(1, Verb.ARM), StandardCharsets.UTF_8).substring(129);
        String evil = json.replace("\"arm\"", "\"\\u001b]0;x\\u0007" + "y".repeat(400) + "\"");
        post.arrived(CommandPost.COMMAND, utf8("00".repeat(64) + "\n" + evil), false, answers);
        Mosquitto.await(SOON, () -> answered.size() == 1);
        String note = notes().getFirst();

        assertTrue(note.chars().noneMatch(Character::isISOControl) && note.length() < 300, note);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        reader.notes((TickEvent note) -> notes.add(note.kind() + " " + note.text()));
        return notes;
    }

    private static byte[] command(long counter, Verb verb) {
        return SignedCommand.write(new Command("balancer", NONCE, counter, 3000, ID, verb), KEY);
    }

    private void await() {
        try {
            busy.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
