package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.Document;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.loop.Learner;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.DriftingWorlds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training of 60 steps with rate 3e-3 goes on with a robot; actor rate 1e-5, ten updates of the critics for each
/// of the actor, a policy averaged over four, returns of three steps.
class TunedSacTest {
    private static final int N = DriftingWorlds.OBSERVATION;
    private static final int M = DriftingWorlds.ACTION;
    private static final float[] LOW = {-1, -1, -1};
    private static final float[] HIGH = {1, 1, 1};
    private static final FineTuningSettings.Online ONLINE =
            new FineTuningSettings.Online(1, Double.POSITIVE_INFINITY, 10, 4, 1e-3, 1e-5, 0.5, 1, 100, 50, 3);

    private final SacSettings trained = settings();
    private final SacLearner before = new SacLearner(trained, N, M, 1, 1);
    private final Path prior;
    private final SacLearner learner;
    private final TunedSac tuned;

    TunedSacTest(@TempDir Path folder) throws IOException {
        new DriftingWorlds().train(before, 60);
        prior = folder.resolve("before.prior");
        before.writePrior(prior);
        learner = new SacLearner(TunedSac.settings(trained, ONLINE, prior), N, M, 99, 1);
        learner.restore(new DataInputStream(new ByteArrayInputStream(saved(before))));
        tuned = new TunedSac(learner, 4, LOW, HIGH);
    }

    @AfterEach
    void close() {
        tuned.close();
        before.close();
    }

    @Test
    void beginsWithThePolicyOfTheTraining() {
        assertSame(before.policy(LOW, HIGH), tuned.policy());
    }

    @Test
    void targetsAddUpAsManyRewardsAsAskedForWhateverTheTrainingDid() {
        assertEquals(1, trained.offPolicy().replay().steps());
        assertEquals(
                3,
                TunedSac.settings(trained, ONLINE, prior).offPolicy().replay().steps());
    }

    @Test
    void takesOverEveryBitOfTheTraining() throws IOException {
        // parameters, slow copies, moments, temperature, normalisation, random streams; its figures were told already
        before.metrics((name, value) -> {});

        assertArrayEquals(saved(before), saved(learner));
    }

    @Test
    void theCriticsLearnOfTheSimulationAloneAndThePolicyStays() throws IOException {
        byte[] saved = saved(learner);

        tuned.updateCritics(30);

        assertSame(before.policy(LOW, HIGH), tuned.policy());
        assertFalse(Arrays.equals(saved, saved(learner)), "the critics moved");
        assertTrue(tuned.criticLoss() > 0);
        assertTrue(Double.isNaN(tuned.criticLoss()), "told once");
    }

    @Test
    void theActorMovesByItsOwnRateOnceInTenUpdates() {
        takeSteps(20);
        tuned.share(0.5);
        ExportedPolicy start = tuned.policy();
        tuned.update(10);
        ExportedPolicy one = tuned.policy();
        tuned.update(90);

        // a step of Adam with moments of long ago moves a weight by about its rate: at most 10·rate each here, and the
        // critics' rate is a hundred times as large
        assertTrue(furthest(start, one) > 0);
        assertTrue(furthest(start, one) <= 1e-4, "moved " + furthest(start, one));
        assertTrue(furthest(start, tuned.policy()) <= 10 * 1e-4);
    }

    @Test
    void thePolicyIsTheAverageOfTheActorsOfEachUpdate() {
        takeSteps(20);
        tuned.share(0.5);
        float[] expected = learner.actor().values().clone();
        for (int update = 0; update < 40; update++) {
            tuned.update(1);
            float[] newest = learner.actor().values();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = 0.75f * expected[i] + 0.25f * newest[i];
            }
        }
        Parameters average = learner.actor().zeros();
        System.arraycopy(expected, 0, average.values(), 0, expected.length);

        assertTrue(furthest(learner.policy(LOW, HIGH), tuned.policy()) > 1e-6, "it is not the newest");
        assertTrue(furthest(learner.policy(average, LOW, HIGH), tuned.policy()) < 1e-7);
    }

    @Test
    void anAverageOfOneIsTheNewest() {
        TunedSac newest = new TunedSac(learner, 1, LOW, HIGH);
        takeSteps(20);
        newest.share(0.5);
        newest.update(25);

        assertSame(learner.policy(LOW, HIGH), newest.policy());
    }

    @Test
    void theNormalisationStaysAsItWas() {
        new DriftingWorlds().train(learner, 20);

        assertArrayEquals(
                before.policy(LOW, HIGH).scaling().orElseThrow().mean(),
                tuned.policy().scaling().orElseThrow().mean());
    }

    @Test
    void goesOnFromACheckpointBitForBit() throws IOException {
        takeSteps(20);
        tuned.share(0.75);
        tuned.update(7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tuned.save(new DataOutputStream(bytes));
        try (SacLearner again = new SacLearner(TunedSac.settings(trained, ONLINE, prior), N, M, 7, 1);
                TunedSac other = new TunedSac(again, 4, LOW, HIGH)) {
            other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            ByteArrayOutputStream steps = new ByteArrayOutputStream();
            tuned.replay().write(0, 20, new DataOutputStream(steps));
            other.replay().read(0, 20, new DataInputStream(new ByteArrayInputStream(steps.toByteArray())));
            tuned.update(25);
            other.update(25);

            assertArrayEquals(saved(learner), saved(again));
            assertSame(tuned.policy(), other.policy());
        }
    }

    @Test
    void aCostThatHasNoPriceChangesNoBit() throws IOException {
        takeSteps(20);
        tuned.share(0.5);
        tuned.update(10);
        try (TunedSac costly = costly()) {
            steps(costly, 20);
            costly.share(0.5);
            costly.update(10);

            assertSame(tuned.policy(), costly.policy());
        }
    }

    @Test
    void aPriceMovesThePolicyAtTheNextUpdateOfTheActor() throws IOException {
        try (TunedSac cheap = costly();
                TunedSac dear = costly()) {
            steps(cheap, 20);
            steps(dear, 20);
            cheap.share(0.5);
            dear.share(0.5);
            dear.price(2);
            cheap.update(10);
            dear.update(10);

            assertTrue(furthest(cheap.policy(), dear.policy()) > 0);
        }
    }

    @Test
    void theCriticOfCostsGoesOnFromACheckpointBitForBit() throws IOException {
        try (TunedSac costly = costly();
                TunedSac other = costly()) {
            steps(costly, 20);
            steps(other, 20);
            costly.share(0.5);
            byte[] untaught = costs(costly);
            costly.updateCritics(15);
            assertFalse(Arrays.equals(untaught, costs(costly)), "it learns with the other critics");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            costly.save(new DataOutputStream(bytes));
            other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            costly.price(1);
            other.price(1);
            costly.update(30);
            other.update(30);

            assertArrayEquals(saved(costly), saved(other));
        }
    }

    @Test
    void aLearnerThatIsBroughtBackKeepsWhatItKnowsOfCosts() throws IOException {
        try (TunedSac costly = costly()) {
            steps(costly, 20);
            costly.share(0.5);
            byte[] first = saved(costly);
            ExportedPolicy policy = costly.policy();
            costly.update(30);
            byte[] known = costs(costly);

            costly.bringBack(new DataInputStream(new ByteArrayInputStream(first)));

            assertSame(policy, costly.policy());
            assertArrayEquals(known, costs(costly));
        }
    }

    @Test
    void theLossOfTheCostsIsPartOfTheCriticsLoss() throws IOException {
        try (TunedSac costly = costly()) {
            steps(costly, 20);
            takeSteps(20);
            costly.share(0.5);
            tuned.share(0.5);
            costly.updateCritics(10);
            tuned.updateCritics(10);

            assertTrue(costly.criticLoss() > tuned.criticLoss());
            assertTrue(Double.isNaN(costly.criticLoss()));
        }
    }

    /// The critic of costs alone: what a learner without one does not write.
    private byte[] costs(TunedSac costly) throws IOException {
        byte[] whole = saved(costly);
        return Arrays.copyOfRange(whole, saved(tuned).length, whole.length);
    }

    private static byte[] saved(TunedSac one) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        one.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void aPriceNeedsACriticOfCosts() {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> tuned.price(1));

        assertEquals("a price needs a critic of costs, there is none", refused.getMessage());
    }

    /// The same training, going on with a critic of costs.
    private TunedSac costly() throws IOException {
        SacLearner costly = SacLearner.withCosts(TunedSac.settings(trained, ONLINE, prior), N, M, 99, 1);
        costly.restore(new DataInputStream(new ByteArrayInputStream(saved(before))));
        return new TunedSac(costly, 4, LOW, HIGH);
    }

    private static void steps(TunedSac to, int count) {
        for (int i = 0; i < count; i++) {
            to.replay().add(filled(N, i), filled(M, -0.01f * i), filled(N, i + 1), i, false, i % 5 == 4);
            to.replay().setCost(i, i % 3);
        }
    }

    private void takeSteps(int count) {
        for (int i = 0; i < count; i++) {
            tuned.replay().add(filled(N, i), filled(M, -0.01f * i), filled(N, i + 1), i, false, i % 5 == 4);
        }
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    private static void assertSame(ExportedPolicy expected, ExportedPolicy actual) {
        assertEquals(0, furthest(expected, actual));
        assertArrayEquals(
                expected.scaling().orElseThrow().mean(),
                actual.scaling().orElseThrow().mean());
    }

    private static double furthest(ExportedPolicy one, ExportedPolicy other) {
        double furthest = 0;
        for (int i = 0; i < one.layers().size(); i++) {
            DenseLayer a = one.layers().get(i);
            DenseLayer b = other.layers().get(i);
            for (int k = 0; k < a.weights().length; k++) {
                furthest = Math.max(furthest, Math.abs(a.weights()[k] - b.weights()[k]));
            }
        }
        return furthest;
    }

    private static byte[] saved(Learner learner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learner.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static SacSettings settings() {
        return Document.yaml("sac.yaml", """
                hidden: [32, 32]
                activation: relu
                normalize_observations: true
                replay: 100
                batch: 20
                learning_rate: 3e-3
                discount: 0.9
                target_rate: 0.02
                initial_temperature: 0.2
                critic_layer_norm: true
                """, SacSettings::read);
    }
}
