package dev.sinew.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.command.Command;
import dev.sinew.config.command.Refusal;
import dev.sinew.config.command.SignedCommand;
import dev.sinew.config.command.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The matrix of commands that must change nothing.
class GatekeeperTest {
    private static final SigningKey KEY = SigningKey.create();
    private static final SigningKey STRANGER = SigningKey.create();
    private static final String NONCE = "00112233445566778899aabbccddeeff";
    private static final String EARLIER = "ffeeddccbbaa99887766554433221100";
    private static final long NOW = 1_764_339_120_000L;

    private final Gatekeeper gatekeeper = gatekeeper(NONCE);
    private long now = NOW;

    @Test
    void letsInWhatATrustedKeySignedForThisStartInTime() {
        long counter = 10;
        for (Verb verb : Verb.values()) {
            Command command = command("balancer", NONCE, counter++, NOW + 2000, verb);

            assertEquals(new Admission.Accepted(command), gatekeeper.admit(SignedCommand.write(command, KEY), false));
        }
    }

    @Test
    void refusesTheWholeMatrixAndForgetsItAgain() {
        byte[] good = signed(20, NOW + 2000);
        byte[] text = Arrays.copyOfRange(good, 129, good.length);
        Command strangers = new Command(
                "balancer", NONCE, 20, NOW + 2000, STRANGER.trustedKey().id(), Verb.ARM);
        byte[] otherSignature = good.clone();
        System.arraycopy(signed(21, NOW + 2000), 0, otherSignature, 0, 129);

        assertRefused(Refusal.UNSIGNED, text, false);
        assertRefused(Refusal.UNKNOWN_KEY, SignedCommand.write(strangers, STRANGER), false);
        assertRefused(Refusal.SIGNATURE, otherSignature, false);
        assertRefused(Refusal.ROBOT, signed(command("furuta", NONCE, 20, NOW + 2000, Verb.ARM)), false);
        assertRefused(Refusal.NONCE, signed(command("balancer", EARLIER, 20, NOW + 2000, Verb.ARM)), false);
        assertRefused(Refusal.EXPIRED, signed(20, NOW), false);
        assertRefused(Refusal.EXPIRED, signed(20, NOW + Gatekeeper.LONGEST_MILLIS + 1), false);
        assertRefused(Refusal.EXPIRED, signed(20, Long.MAX_VALUE / 100), false);
        assertRefused(Refusal.RETAINED, good, true);
        assertRefused(Refusal.MALFORMED, "arm".getBytes(StandardCharsets.UTF_8), false);
        assertRefused(Refusal.MALFORMED, new byte[0], false);
        assertRefused(Refusal.MALFORMED, Arrays.copyOf(good, good.length - 1), false);
        assertRefused(Refusal.OVERSIZED, Arrays.copyOf(good, SignedCommand.LARGEST + 1), false);

        // none of them used up the counter
        assertInstanceOf(Admission.Accepted.class, gatekeeper.admit(good, false));
        assertRefused(Refusal.COUNTER, good, false); // replayed
        assertRefused(Refusal.COUNTER, signed(19, NOW + 2000), false); // reordered
        assertInstanceOf(Admission.Accepted.class, gatekeeper.admit(signed(21, NOW + 2000), false));
    }

    @Test
    void refusesACommandThatWasHeldBackUntilItExpired() {
        byte[] held = signed(20, NOW + 2000);
        now = NOW + 2000;

        assertEquals(
                "command must expire within the next 10000 ms, did 0 ms ago",
                assertRefused(Refusal.EXPIRED, held, false));
    }

    @Test
    void countsForEachKeyAlone() {
        Gatekeeper both =
                new Gatekeeper("balancer", NONCE, List.of(KEY.trustedKey(), STRANGER.trustedKey()), () -> NOW);
        Command strangers = new Command(
                "balancer", NONCE, 3, NOW + 2000, STRANGER.trustedKey().id(), Verb.ARM);

        assertInstanceOf(Admission.Accepted.class, both.admit(signed(20, NOW + 2000), false));
        assertInstanceOf(Admission.Accepted.class, both.admit(SignedCommand.write(strangers, STRANGER), false));
    }

    @Test
    void aCommandToAnEarlierStartIsVoidInTheNext() {
        byte[] recorded = signed(20, NOW + 2000);
        assertInstanceOf(Admission.Accepted.class, gatekeeper.admit(recorded, false));

        Admission again = gatekeeper(EARLIER).admit(recorded, false);
        assertEquals(
                "command must be for this start of the robot, nonce " + EARLIER + ", was for " + NONCE,
                assertInstanceOf(Admission.Refused.class, again).why());
    }

    private Gatekeeper gatekeeper(String nonce) {
        return new Gatekeeper("balancer", nonce, List.of(KEY.trustedKey()), () -> now);
    }

    private static Command command(String robot, String nonce, long counter, long expires, Verb verb) {
        return new Command(robot, nonce, counter, expires, KEY.trustedKey().id(), verb);
    }

    private static byte[] signed(long counter, long expires) {
        return signed(command("balancer", NONCE, counter, expires, Verb.ARM));
    }

    private static byte[] signed(Command command) {
        return SignedCommand.write(command, KEY);
    }

    private String assertRefused(Refusal reason, byte[] message, boolean retained) {
        Admission.Refused refused =
                assertInstanceOf(Admission.Refused.class, gatekeeper.admit(message, retained), reason.word());
        assertEquals(reason, refused.reason(), refused.why());
        return refused.why();
    }
}
