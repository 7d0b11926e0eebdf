package dev.sinew.config.experience;

import static dev.sinew.config.experience.SampleExperience.BOOT;
import static dev.sinew.config.experience.SampleExperience.NEW;
import static dev.sinew.config.experience.SampleExperience.OLD;
import static dev.sinew.config.experience.SampleExperience.SHAPE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExperienceBatchTest {
    private static final byte[] WHOLE = SampleExperience.batch(40, 5, 30);
    private static final int TABLE = 80;
    private static final int TRANSITIONS = TABLE + 2 * (1 + 16 + 32);

    @Test
    void givesBackEveryNumberOfEveryTransition() {
        ExperienceBatch batch = ExperienceBatch.read(SHAPE, WHOLE);

        assertEquals(BOOT, batch.boot());
        assertEquals(List.of(40L, 44L, 30L), List.of(batch.first(), batch.last(), batch.floor()));
        assertEquals(List.of(OLD, NEW), batch.policies());
        Transition read = new Transition(SHAPE, NEW);
        for (int i = 0; i < 5; i++) {
            batch.transition(i, read);
            assertTrue(SampleExperience.equal(SampleExperience.transition(40 + i), read), "transition " + i);
        }
    }

    @Test
    void liesInItsBytesAsItIsDrawn() {
        ByteBuffer bytes = ByteBuffer.wrap(WHOLE).order(ByteOrder.LITTLE_ENDIAN);
        HexFormat hex = HexFormat.of();

        assertEquals("534e584201000200", hex.formatHex(WHOLE, 0, 8));
        assertEquals(WHOLE.length, bytes.getInt(8));
        assertEquals(5, bytes.getInt(12));
        assertEquals(SHAPE.hash(), hex.formatHex(WHOLE, 16, 48));
        assertEquals("0807060504030201100f0e0d0c0b0a09", hex.formatHex(WHOLE, 48, 64));
        assertEquals(40, bytes.getLong(64));
        assertEquals(30, bytes.getLong(72));
        assertEquals(16, WHOLE[TABLE]);
        assertEquals("0a".repeat(32), hex.formatHex(WHOLE, TABLE + 17, TABLE + 49));
        // transition 1 has tick 141, is the second policy's, is marked by nothing: 41 is no multiple of 3, 41 % 5 is 1
        int second = TRANSITIONS + SHAPE.transitionBytes();
        assertEquals(40 + 4 * (2 + 3 + 2 + 2 + 3), SHAPE.transitionBytes());
        assertEquals(141, bytes.getLong(second));
        assertEquals(1_410_000_000L, bytes.getLong(second + 8));
        assertEquals(400_041, bytes.getLong(second + 16));
        assertEquals(7, bytes.getInt(second + 24));
        assertEquals(16, bytes.getInt(second + 28));
        assertEquals("0100" + "00" + "00", hex.formatHex(WHOLE, second + 32, second + 36));
        assertEquals(20.5f, bytes.getFloat(second + 36));
        assertEquals(41.125f, bytes.getFloat(second + 40));
        assertEquals(42.25f, bytes.getFloat(second + 48));
        assertEquals(-0.5f, bytes.getFloat(second + 60));
        assertEquals(0.375f, bytes.getFloat(second + 68));
        assertEquals(38.5f, bytes.getFloat(second + 76));
        assertEquals(2, bytes.get(TRANSITIONS + 4 * SHAPE.transitionBytes() + 34), "44 % 5 is 4: truncated");
        assertEquals(8, bytes.get(TRANSITIONS + 2 * SHAPE.transitionBytes() + 34), "42 % 3 is 0: clamped");
    }

    @Test
    void isRefusedWhicheverByteIsChanged() {
        for (int at = 0; at < WHOLE.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = WHOLE.clone();
                changed[at] ^= (byte) (1 << bit);

                refusal(changed);
            }
        }
    }

    @Test
    void isRefusedWhereverItIsTruncated() {
        for (int length = 0; length < WHOLE.length; length++) {
            Reason reason = refusal(Arrays.copyOf(WHOLE, length)).reason();

            assertEquals(length < 6 ? Reason.FOREIGN : Reason.LENGTH, reason);
        }
        assertEquals(
                "experience batch must have " + WHOLE.length + " bytes, was " + (WHOLE.length - 1),
                refusal(Arrays.copyOf(WHOLE, WHOLE.length - 1)).getMessage());
        assertEquals(
                Reason.LENGTH, refusal(Arrays.copyOf(WHOLE, WHOLE.length + 1)).reason());
    }

    @Test
    void isRefusedFromALaterVersionBeforeAnythingElseIsLookedAt() {
        byte[] later = new byte[] {'S', 'N', 'X', 'B', 2, 0, 1, 2, 3};

        ExperienceRefusedException refusal = refusal(later);

        assertEquals(Reason.VERSION, refusal.reason());
        assertEquals("experience batch must be of version 1, was 2", refusal.getMessage());
        assertEquals(
                Reason.VERSION,
                refusal(edited(bytes -> bytes.putShort(4, (short) 2))).reason());
    }

    @Test
    void isRefusedWithARightChecksumOverWhatCannotBe() {
        int transition = TRANSITIONS;
        List<Consumer<ByteBuffer>> edits = List.of(
                bytes -> bytes.putShort(6, (short) 0),
                bytes -> bytes.putShort(6, (short) 17),
                bytes -> bytes.putShort(6, (short) 3),
                bytes -> bytes.putInt(12, 0),
                bytes -> bytes.putInt(12, 4),
                bytes -> bytes.putInt(12, 6),
                bytes -> bytes.putInt(12, -1),
                bytes -> bytes.putLong(64, -1),
                bytes -> bytes.putLong(64, Long.MAX_VALUE - 3),
                bytes -> bytes.putLong(72, 41),
                bytes -> bytes.putLong(72, -1),
                bytes -> bytes.put(TABLE, (byte) 0),
                bytes -> bytes.put(TABLE, (byte) 255),
                bytes -> bytes.put(TABLE + 1, (byte) ' '),
                bytes -> bytes.putLong(transition, -1),
                bytes -> bytes.putLong(transition + 16, -1),
                bytes -> bytes.putInt(transition + 24, -1),
                bytes -> bytes.putShort(transition + 32, (short) 2),
                bytes -> bytes.put(transition + 34, (byte) 128),
                bytes -> bytes.put(transition + 34, (byte) 3),
                bytes -> bytes.put(transition + 35, (byte) 1),
                bytes -> bytes.putFloat(transition + 36, Float.NaN),
                bytes -> bytes.putFloat(transition + SHAPE.transitionBytes() - 4, Float.POSITIVE_INFINITY));
        for (int i = 0; i < edits.size(); i++) {
            byte[] edited = edited(edits.get(i));

            assertEquals(Reason.CONTENT, refusal(edited).reason(), "edit " + i);
        }
    }

    @Test
    void isRefusedFromAnotherRobotContractOrReward() {
        List<ExperienceShape> others = List.of(
                new ExperienceShape("other", 3, 2, SHAPE.rewardTerms(), SHAPE.contract()),
                new ExperienceShape("balancer", 2, 3, SHAPE.rewardTerms(), SHAPE.contract()),
                new ExperienceShape("balancer", 3, 2, List.of("effort", "upright"), SHAPE.contract()),
                new ExperienceShape("balancer", 3, 2, List.of("upright effort"), SHAPE.contract()),
                new ExperienceShape("balancer", 3, 2, SHAPE.rewardTerms(), "c1".repeat(32)));
        for (ExperienceShape other : others) {
            assertNotEquals(SHAPE.hash(), other.hash());
            ExperienceRefusedException refusal =
                    assertThrows(ExperienceRefusedException.class, () -> ExperienceBatch.read(other, WHOLE));
            assertEquals(Reason.SHAPE, refusal.reason());
        }
    }

    @Test
    void isRefusedInAHundredThousandMutantsAndNeverOtherwise() {
        Random random = new Random(20261128);
        byte[] small = SampleExperience.batch(40, 2, 30);
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = SampleExperience.mutant(small, random);
            if (!Arrays.equals(small, mutant)) {
                refusal(mutant);
                refused++;
            }
        }
        assertTrue(refused > 90_000, "most mutants differ: " + refused);
    }

    @Test
    void withARightChecksumAHundredThousandMutantsAreReadWholeOrRefused() {
        // the checksum hides the checks behind it from the mutants above: here each mutant gets a right one
        Random random = new Random(20261129);
        byte[] small = SampleExperience.batch(40, 2, 30);
        Transition read = new Transition(SHAPE, OLD);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = SampleExperience.mutant(small, random);
            if (mutant.length >= 4) {
                Envelope.seal(mutant);
            }
            ExperienceLedger ledger = new ExperienceLedger(SHAPE);
            ledger.receive(mutant); // anything thrown here fails the test
            if (ledger.refused() == 0) {
                ExperienceBatch batch = ExperienceBatch.read(SHAPE, mutant);
                for (int t = 0; t < batch.count(); t++) {
                    batch.transition(t, read);
                    assertTrue(read.sound());
                }
                accepted++;
            }
        }
        assertTrue(accepted > 1000 && accepted < 60_000, "both happen: " + accepted);
    }

    @Test
    void aBatchIsFullWithItsCapacityOrItsSixteenthPolicy() {
        ExperienceWriter writer = new ExperienceWriter(SHAPE, BOOT, 20);
        Transition transition = SampleExperience.transition(0);
        for (int policy = 0; policy < 16; policy++) {
            transition.begin(policy, 0, 0, new PolicyIdentity("p" + policy, "0a".repeat(32)));
            assertTrue(writer.add(transition));
        }
        transition.begin(16, 0, 0, NEW);

        assertFalse(writer.add(transition), "a 17th policy");
        assertEquals(16, ExperienceBatch.read(SHAPE, writer.finish()).count());
        for (int i = 0; i < 20; i++) {
            assertTrue(writer.add(transition));
        }
        assertTrue(writer.full());
        assertFalse(writer.add(transition), "a 21st transition");
    }

    @Test
    void theLargestBatchIsReadAndAnEmptyOneNotMade() {
        int most = ExperienceBatch.mostTransitions(SHAPE);
        ExperienceWriter writer = new ExperienceWriter(SHAPE, BOOT, most);
        assertThrows(IllegalStateException.class, writer::finish);
        Transition transition = SampleExperience.transition(0);
        while (writer.add(transition)) {
            // until it is full
        }
        byte[] message = writer.finish();

        assertEquals(most, ExperienceBatch.read(SHAPE, message).count());
        assertTrue(message.length <= ExperienceBatch.LARGEST);
        assertThrows(IllegalArgumentException.class, () -> new ExperienceWriter(SHAPE, BOOT, most + 1));
    }

    @Test
    void aTransitionThatIsNotSoundIsNotWritten() {
        ExperienceWriter writer = new ExperienceWriter(SHAPE, BOOT, 2);
        Transition transition = SampleExperience.transition(0);
        transition.action()[1] = Float.NaN;

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> writer.add(transition));
        assertEquals(
                "transition of tick 100 must hold finite numbers and end in one way at most, did not",
                refusal.getMessage());
        assertEquals(0, writer.count());
    }

    @Test
    void anAcknowledgementIsReadAsItWasWrittenAndRefusedInEveryOtherForm() {
        byte[] whole = new ExperienceAck(BOOT, 77).write();

        assertEquals(new ExperienceAck(BOOT, 77), ExperienceAck.read(whole));
        assertEquals(
                "534e5841" + "0100" + "0000" + "0807060504030201" + "100f0e0d0c0b0a09" + "4d00000000000000",
                HexFormat.of().formatHex(whole, 0, 32));
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            assertThrows(ExperienceRefusedException.class, () -> ExperienceAck.read(changed));
            byte[] cut = Arrays.copyOf(whole, at);
            assertThrows(ExperienceRefusedException.class, () -> ExperienceAck.read(cut));
        }
        byte[] negative = whole.clone();
        ByteBuffer.wrap(negative).putLong(24, -1);
        Envelope.seal(negative);
        assertThrows(ExperienceRefusedException.class, () -> ExperienceAck.read(negative));
    }

    @Test
    void numberingChangesNothingElse() {
        byte[] message = WHOLE.clone();

        ExperienceBatch.number(message, 99, 98);
        assertEquals(99, ExperienceBatch.read(SHAPE, message).first());
        ExperienceBatch.number(message, 40, 30);

        assertArrayEquals(WHOLE, message);
    }

    private static byte[] edited(Consumer<ByteBuffer> edit) {
        byte[] bytes = WHOLE.clone();
        edit.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        Envelope.seal(bytes);
        return bytes;
    }

    private static ExperienceRefusedException refusal(byte[] bytes) {
        return assertThrows(ExperienceRefusedException.class, () -> ExperienceBatch.read(SHAPE, bytes));
    }
}
