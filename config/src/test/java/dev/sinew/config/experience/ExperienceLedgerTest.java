package dev.sinew.config.experience;

import static dev.sinew.config.experience.SampleExperience.BOOT;
import static dev.sinew.config.experience.SampleExperience.SHAPE;
import static dev.sinew.config.experience.SampleExperience.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExperienceLedgerTest {
    private final ExperienceLedger ledger = new ExperienceLedger(SHAPE);

    @Test
    void letsBatchesInThatFollowEachOther() {
        assertEquals(0, fromOf(ledger.receive(batch(0, 3, 0))));
        assertEquals(0, fromOf(ledger.receive(batch(3, 2, 0))));

        assertEquals(5, ledger.accepted());
        assertEquals(Optional.of(new ExperienceAck(BOOT, 4)), ledger.durable(BOOT));
    }

    @Test
    void knowsABatchThatComesAgain() {
        ledger.receive(batch(0, 3, 0));

        assertEquals(new Arrival.Duplicate(BOOT), ledger.receive(batch(0, 3, 0)));
        assertEquals(new Arrival.Duplicate(BOOT), ledger.receive(batch(1, 2, 0)));
        assertEquals(List.of(3L, 5L), List.of(ledger.accepted(), ledger.duplicates()));
    }

    @Test
    void letsInOnlyWhatIsNewOfABatchThatOverlaps() {
        ledger.receive(batch(0, 3, 0));

        assertEquals(2, fromOf(ledger.receive(batch(1, 4, 0))));
        assertEquals(List.of(5L, 2L), List.of(ledger.accepted(), ledger.duplicates()));
    }

    @Test
    void waitsForWhatIsMissing() {
        ledger.receive(batch(0, 3, 0));

        assertEquals(new Arrival.Gap(BOOT, 3), ledger.receive(batch(5, 2, 0)));
        assertEquals(List.of(3L, 1L, 0L), List.of(ledger.accepted(), ledger.gaps(), ledger.lost()));
        assertEquals(0, fromOf(ledger.receive(batch(3, 2, 0))));
        assertEquals(0, fromOf(ledger.receive(batch(5, 2, 0))));
    }

    @Test
    void waitsForTheFloorOfABootItHasNotMet() {
        assertEquals(new Arrival.Gap(BOOT, 40), ledger.receive(batch(43, 2, 40)));
        assertEquals(
                Optional.of(new ExperienceAck(BOOT, 39)), ledger.durable(BOOT), "not the robot's to send any more");
        assertEquals(0, fromOf(ledger.receive(batch(40, 3, 40))));
        assertEquals(0, fromOf(ledger.receive(batch(43, 2, 40))));
        assertEquals(0, ledger.lost());
    }

    @Test
    void movesOnAndCountsWhenTheRobotHasLostWhatIsMissing() {
        ledger.receive(batch(0, 3, 0));
        ledger.receive(batch(10, 2, 3));

        assertEquals(0, fromOf(ledger.receive(batch(10, 2, 10))));
        assertEquals(List.of(5L, 7L), List.of(ledger.accepted(), ledger.lost()));
    }

    @Test
    void keepsBootsApart() {
        BootId second = new BootId(5, 6);
        ledger.receive(batch(0, 3, 0));

        assertEquals(0, fromOf(ledger.receive(batch(second, 0, 3, 0))));
        assertEquals(Optional.of(new ExperienceAck(second, 2)), ledger.durable(second));
        assertEquals(Optional.empty(), ledger.durable(new BootId(7, 8)));
        assertEquals(6, ledger.accepted());
    }

    @Test
    void countsWhatIsNoBatchAndChangesNothing() {
        byte[] damaged = batch(0, 3, 0);
        damaged[100]++;

        Arrival.Refused refused = assertInstanceOf(Arrival.Refused.class, ledger.receive(damaged));
        assertEquals(ExperienceRefusedException.Reason.CHECKSUM, refused.reason());
        assertEquals(List.of(0L, 1L), List.of(ledger.accepted(), ledger.refused()));
        assertEquals(0, fromOf(ledger.receive(batch(0, 3, 0))));
    }

    @Test
    void goesOnFromWhatItSaved() throws IOException {
        ledger.receive(batch(0, 3, 0));
        ledger.receive(batch(0, 3, 0));
        ledger.receive(new byte[3]);
        byte[] saved = saved(ledger);
        ExperienceLedger restored = new ExperienceLedger(SHAPE);
        restored.restore(new DataInputStream(new ByteArrayInputStream(saved)));

        assertEquals(new Arrival.Gap(BOOT, 3), restored.receive(batch(4, 2, 0)));
        assertEquals(0, fromOf(restored.receive(batch(3, 2, 0))));
        assertEquals(
                List.of(5L, 3L, 1L, 1L),
                List.of(restored.accepted(), restored.duplicates(), restored.refused(), restored.gaps()));
        assertEquals(4, restored.durable(BOOT).orElseThrow().durable());
    }

    @Test
    void refusesWhatALedgerOfAnotherShapeSaved() throws IOException {
        byte[] saved = saved(ledger);
        ExperienceLedger other =
                new ExperienceLedger(new ExperienceShape("balancer", 3, 2, List.of("upright"), SHAPE.contract()));

        assertThrows(IOException.class, () -> other.restore(new DataInputStream(new ByteArrayInputStream(saved))));
    }

    @Test
    void takesEachTransitionOnceInOrderHoweverTheyArrive() {
        Random random = new Random(5);
        List<byte[]> batches = new ArrayList<>();
        int sent = 0;
        while (sent < 2000) {
            int count = 1 + random.nextInt(20);
            batches.add(batch(sent, count, 0));
            sent += count;
        }
        List<Long> taken = new ArrayList<>();
        Transition read = new Transition(SHAPE, SampleExperience.OLD);
        int turns = 0;
        while (taken.size() < sent) {
            turns++;
            if (ledger.receive(batches.get(random.nextInt(batches.size()))) instanceof Arrival.New fresh) {
                for (int i = fresh.from(); i < fresh.batch().count(); i++) {
                    fresh.batch().transition(i, read);
                    taken.add(read.tick() - 100); // a sample's tick is its number and 100
                }
            }
        }

        for (int i = 0; i < sent; i++) {
            assertEquals(i, taken.get(i));
        }
        assertTrue(turns > 10 * batches.size() && ledger.gaps() > 1000, "most came too early or again");
    }

    private static int fromOf(Arrival arrival) {
        return assertInstanceOf(Arrival.New.class, arrival).from();
    }

    private static byte[] saved(ExperienceLedger ledger) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ledger.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
