package dev.sinew.config.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedCommandTest {
    private static final SigningKey KEY = SigningKey.create();
    private static final String ID = KEY.trustedKey().id();
    private static final String NONCE = "00112233445566778899aabbccddeeff";
    private static final Command ARM = new Command("balancer", NONCE, 17, 1_764_339_122_000L, ID, Verb.ARM);

    @Test
    void isSignatureAndTextInOneForm() {
        String message = new String(SignedCommand.write(ARM, KEY), StandardCharsets.UTF_8);

        assertTrue(message.substring(0, 129).matches("[0-9a-f]{128}\n"), message);
        assertEquals("""
                {
                  "command": 1,
                  "robot": "balancer",
                  "nonce": "00112233445566778899aabbccddeeff",
                  "counter": 17,
                  "expires_ms": 1764339122000,
                  "key": "%s",
                  "verb": "arm"
                }
                """.formatted(ID), message.substring(129));
    }

    @Test
    void opensEveryVerbAsItWasSigned() throws CommandRefusedException {
        for (Verb verb : Verb.values()) {
            Command command = new Command("balancer", NONCE, 1, 0, ID, verb);

            assertEquals(command, SignedCommand.open(SignedCommand.write(command, KEY), List.of(KEY.trustedKey())));
        }
    }

    @Test
    void refusesEveryMessageWithOneBitTurned() {
        byte[] message = SignedCommand.write(ARM, KEY);
        Set<Refusal> reasons = new HashSet<>();
        for (int bit = 0; bit < message.length * 8; bit++) {
            byte[] turned = message.clone();
            turned[bit / 8] ^= (byte) (1 << (bit % 8));
            reasons.add(refusal(turned).reason());
        }

        // a digit of the signature, a letter of the robot's name, a digit of the key; the rest is no command any more
        assertEquals(Set.of(Refusal.SIGNATURE, Refusal.UNKNOWN_KEY, Refusal.MALFORMED), reasons);
    }

    @Test
    void refusesEveryMessageThatIsCutOffOrGoesOn() {
        byte[] message = SignedCommand.write(ARM, KEY);
        for (int length = 0; length < message.length; length++) {
            assertEquals(
                    Refusal.MALFORMED,
                    refusal(java.util.Arrays.copyOf(message, length)).reason());
        }
        assertEquals(
                Refusal.MALFORMED,
                refusal(java.util.Arrays.copyOf(message, message.length + 1)).reason());
    }

    @Test
    void saysWhyAMessageIsNoCommand() {
        String text = ARM.write();
        SigningKey other = SigningKey.create();
        Command others =
                new Command("balancer", NONCE, 17, 0, other.trustedKey().id(), Verb.ARM);

        assertRefused(
                Refusal.UNSIGNED,
                "command must be signed by one of the trusted keys [" + ID + "], was unsigned",
                utf8(text));
        assertRefused(
                Refusal.UNKNOWN_KEY,
                "command must be signed by one of the trusted keys [" + ID + "], was key " + others.key(),
                SignedCommand.write(others, other));
        assertRefused(
                Refusal.SIGNATURE,
                "signature of the command must belong to key " + ID + ", did not",
                utf8("00".repeat(64) + "\n" + text));
        assertRefused(Refusal.OVERSIZED, "command must have at most 1024 bytes, was 1025", new byte[1025]);
        assertRefused(Refusal.MALFORMED, "command must be UTF-8, was not", new byte[] {(byte) 0xFF});
        assertRefused(
                Refusal.MALFORMED,
                "command must begin with 128 hexadecimal digits and a newline, did not",
                utf8("arm"));
        assertRefused(
                Refusal.MALFORMED,
                "command:8: key 'verb' must be one of [arm, disarm, stop, swap, learn-on, learn-off, mark], was 'fly'",
                utf8(text.replace("\"arm\"", "\"fly\"")));
        assertRefused(
                Refusal.MALFORMED,
                "command:2: must be in canonical form, as its writer makes it",
                utf8(text.replace("\"command\": 1", "\"command\":  1")));
    }

    @Test
    void saysOfARefusedCommandWhichItClaimsToBe() {
        assertEquals(17, refusal(utf8(ARM.write())).claimed().orElseThrow().counter());
        assertTrue(refusal(new byte[0]).claimed().isEmpty());
    }

    @Test
    void signsOnlyWithTheKeyItNames() {
        SigningKey other = SigningKey.create();

        assertEquals(
                "command must be signed by the key it names, " + ID + ", was "
                        + other.trustedKey().id(),
                assertThrows(IllegalArgumentException.class, () -> SignedCommand.write(ARM, other))
                        .getMessage());
    }

    private static void assertRefused(Refusal reason, String message, byte[] sent) {
        CommandRefusedException refusal = refusal(sent);
        assertEquals(message, refusal.getMessage());
        assertEquals(reason, refusal.reason());
    }

    private static CommandRefusedException refusal(byte[] message) {
        return assertThrows(
                CommandRefusedException.class, () -> SignedCommand.open(message, List.of(KEY.trustedKey())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
