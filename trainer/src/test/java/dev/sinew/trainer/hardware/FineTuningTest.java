package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.hardware.FineTuning.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Episodes of ten steps, each worth a tenth of the return that is asked for; 60 frozen steps, windows of five
/// episodes.
class FineTuningTest {
    static final int EPISODE = 10;
    private static final FineTuningSettings.Proof SELDOM = new FineTuningSettings.Proof(1000, 1);
    private static final List<String> TERMS = List.of("reward", "cost");

    private final FakeLearner learner = new FakeLearner();
    private final FineTuning tuning = tuning(learner, Optional.empty());

    @Test
    void learnsNothingWhileThePolicyFromSimulationPlays() {
        for (int i = 0; i < 5; i++) {
            play(tuning, 0, 500 + i);
            assertEquals(0, tuning.learn(1000));
        }
        assertEquals(Phase.FROZEN, tuning.standing().phase());
        play(tuning, 0, 505);

        assertEquals(Phase.RECALIBRATION, tuning.standing().phase());
        assertEquals(0, learner.updates + learner.criticUpdates);
        assertTrue(tuning.push().isEmpty());
    }

    @Test
    void theCriticsLearnAloneUntilTheyHaveSettled() {
        freeze(tuning);
        learner.lossFactor = 0.5;

        assertEquals(1500, tuning.learn(1500));
        assertEquals(Phase.RECALIBRATION, tuning.standing().phase());
        learner.lossFactor = 0.999; // falls by less than 2 %
        assertEquals(500, tuning.learn(3000));

        assertEquals(Phase.ONLINE, tuning.standing().phase());
        assertEquals(2000, learner.criticUpdates);
        assertEquals(0, learner.updates);
    }

    @Test
    void recalibrationEndsAfterItsUpdatesAtLatest() {
        freeze(tuning);

        assertEquals(5000, tuning.learn(100_000));
        assertEquals(Phase.ONLINE, tuning.standing().phase());
    }

    @Test
    void onlineEachStepIsWorthItsUpdatesAndEachEpisodeAPolicy() {
        online(tuning);
        learner.shares.clear();
        play(tuning, 0, 500);
        assertEquals(20, tuning.learn(100_000));
        assertTrue(tuning.push().isEmpty(), "a policy is due at an episode's end");
        play(tuning, 0, 500);

        Push push = tuning.push().orElseThrow();
        assertEquals(1, push.number());
        assertEquals(Push.Reason.LEARNED, push.reason());
        assertEquals(20, FakeLearner.weight(push.policy()));
        assertTrue(tuning.push().isEmpty(), "a push is due once");
        assertEquals(0.5 + 10.0 / 100 * 0.5, learner.shares.getLast(), 1e-12); // 10 of 100 steps
    }

    @Test
    void theNewestPolicyIsNotDueAgainWithoutAnUpdate() {
        online(tuning);
        play(tuning, 0, 500);
        tuning.learn(100_000);
        play(tuning, 0, 500);
        tuning.push();
        play(tuning, 1, 500);

        assertTrue(tuning.push().isEmpty());
    }

    @Test
    void everySecondEpisodeIsPlayedWithoutExploration() {
        FineTuning proving = tuning(learner, Optional.empty(), new FineTuningSettings.Proof(2, 2));
        List<Push.Reason> reasons = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            play(proving, proving.standing().policy(), 500 + i);
            reasons.add(proving.push().orElseThrow().reason());
        }

        assertEquals(
                List.of(
                        Push.Reason.PROOF,
                        Push.Reason.LEARNED,
                        Push.Reason.PROOF,
                        Push.Reason.LEARNED,
                        Push.Reason.PROOF,
                        Push.Reason.LEARNED),
                reasons);
        assertEquals(502.5, proving.standing().baseline(), 1e-3, "all of the frozen phase are compared with");
        assertEquals(503, proving.standing().best(), 1e-3, "501, 503 and 505 were proofs");
        assertTrue(proving.standing().proof());
    }

    @Test
    void theBestIsThatOfTheBestEpisodesWithoutExploration() {
        FineTuning proving = tuning(learner, Optional.empty(), new FineTuningSettings.Proof(2, 2));
        proofs(proving, 6, 500, 500);
        proofs(proving, 3, 900, 400); // exploring, it looks good
        assertEquals(0, FakeLearner.weight(proving.best()));
        Push challenger = proofs(proving, 4, 450, 600);
        assertEquals(FakeLearner.weight(challenger.policy()), FakeLearner.weight(proving.best()), "after two proofs");
        assertEquals(600, proving.standing().best(), 1e-3);
        assertTrue(learner.updates > FakeLearner.weight(proving.best()), "the learner goes on");
    }

    /// Plays episodes by whatever is due.
    ///
    /// @return the last policy that proved itself
    private static Push proofs(FineTuning tuning, int episodes, double exploring, double proof) {
        Push newest = tuning.newest();
        Push proven = newest;
        for (int i = 0; i < episodes; i++) {
            play(tuning, newest.number(), newest.explored() ? exploring : proof);
            proven = newest.explored() ? proven : newest;
            newest = tuning.push().orElseThrow();
            tuning.learn(100_000);
        }
        return proven;
    }

    @Test
    void aDipBringsTheBestBackAndRecalibrates() {
        FineTuning proving = tuning(learner, Optional.empty(), new FineTuningSettings.Proof(2, 2));
        proofs(proving, 6, 500, 500);
        proofs(proving, 10, 600, 600);
        int best = FakeLearner.weight(proving.best());
        assertTrue(best > 0);
        int bad = 0;
        while (proving.standing().rollBacks() == 0) {
            proving.learn(100_000);
            play(proving, proving.standing().policy(), 100);
            bad++;
        }
        assertEquals(3, bad, "400 is within a tenth of the scale below the baseline of 500, 300 is not");
        Push push = proving.push().orElseThrow();

        assertEquals(Push.Reason.ROLLED_BACK, push.reason());
        assertEquals(best, FakeLearner.weight(push.policy()));
        assertEquals(best, FakeLearner.weight(proving.best()));
        assertEquals(best, learner.updates, "the learner itself is brought back");
        assertEquals(Phase.RECALIBRATION, proving.standing().phase());
        assertEquals(1, proving.standing().rollBacks());
    }

    @Test
    void episodesOfThePolicyBeforeTheRollBackAreNotHeldAgainstTheNextOne() {
        online(tuning);
        good(tuning, 6);
        int bad = tuning.standing().policy();
        for (int i = 0; i < 5; i++) {
            play(tuning, bad, 100);
        }
        assertEquals(1, tuning.standing().rollBacks());
        for (int i = 0; i < 10; i++) {
            play(tuning, bad, 100); // not yet swapped
        }
        assertEquals(1, tuning.standing().rollBacks());
        for (int i = 0; i < 5; i++) {
            play(tuning, tuning.standing().policy(), 100);
        }
        assertEquals(2, tuning.standing().rollBacks());
    }

    @Test
    void episodesOfAPolicyThatIsNotKnownAreLearnedFromAndNotJudged() {
        for (int i = 0; i < 6; i++) {
            play(tuning, -1, 900);
        }
        assertEquals(Phase.FROZEN, tuning.standing().phase(), "they are no baseline");
        for (int i = 0; i < 5; i++) {
            play(tuning, 0, 500 + i);
        }
        assertEquals(502, tuning.standing().baseline(), 1e-3); // a float32 for each step
        tuning.learn(100_000);
        good(tuning, 6);
        for (int i = 0; i < 10; i++) {
            play(tuning, -1, 0);
        }

        assertEquals(0, tuning.standing().rollBacks());
        assertEquals(tuning.standing().steps(), learner.replay().end(), "all are learned from");
    }

    @Test
    void anEpisodeThatIsBrokenOffIsLearnedFromAndNotJudged() {
        freeze(tuning);
        long steps = tuning.standing().steps();
        double frozen = tuning.standing().baseline();
        for (int i = 0; i < EPISODE - 1; i++) {
            tuning.take(
                    new RobotStep(0, new float[1], new float[1], new float[1], new float[] {-1000, 0}, false, false));
        }
        tuning.breakOff();
        tuning.learn(100_000);
        good(tuning, 6);

        assertEquals(frozen, tuning.standing().baseline());
        assertEquals(0, tuning.standing().rollBacks());
        assertEquals(600, tuning.standing().window(), 1e-3);
        assertEquals(steps + EPISODE - 1 + 8 * EPISODE, tuning.standing().steps());
        assertEquals(tuning.standing().steps(), learner.replay().end());
    }

    @Test
    void theNewestPolicyIsThereAgainAsItWasPushed() {
        assertEquals(0, FakeLearner.weight(tuning.newest().policy()));
        online(tuning);
        play(tuning, 0, 500);
        tuning.learn(100_000);
        play(tuning, 0, 500);
        Push push = tuning.push().orElseThrow();
        tuning.learn(100_000);

        assertEquals(
                FakeLearner.weight(push.policy()),
                FakeLearner.weight(tuning.newest().policy()));
        assertEquals(40, learner.updates, "and the learner is where it was");
    }

    @Test
    void anEpisodeThatBreaksOffDoesNotRunOnIntoTheNextOne() {
        tuning.breakOff(); // nothing to break off
        float[] terms = {1, 0};
        tuning.take(new RobotStep(0, new float[1], new float[1], new float[1], terms, false, false));
        tuning.take(new RobotStep(0, new float[1], new float[1], new float[1], terms, false, false));
        tuning.breakOff();
        play(tuning, 0, 500);

        assertFalse(learner.replay().isLast(0));
        assertTrue(learner.replay().isLast(1));
        assertFalse(learner.replay().isTerminated(1));
        assertEquals(1, tuning.standing().episodes());
    }

    @Test
    void goesOnAfterARestartAsIfNothingHadBeen() throws IOException {
        FineTuning before = tuning(learner, Optional.empty(), new FineTuningSettings.Proof(2, 2));
        proofs(before, 6, 500, 500);
        proofs(before, 10, 600, 600);
        for (int i = 0; i < 2; i++) {
            play(before, before.standing().policy(), 100);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        before.save(new DataOutputStream(bytes));
        FakeLearner again = new FakeLearner();
        FineTuning other = tuning(again, Optional.empty(), new FineTuningSettings.Proof(2, 2));
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        Push repeated = other.push().orElseThrow();
        assertEquals(before.standing(), other.standing());
        assertEquals(before.standing().policy(), repeated.number());
        assertEquals(before.newest().reason(), repeated.reason());
        for (FineTuning one : new FineTuning[] {before, other}) {
            play(one, one.standing().policy(), 100);
            one.learn(100_000);
        }
        assertEquals(1, other.standing().rollBacks());
        assertEquals(before.standing(), other.standing());
        assertEquals(FakeLearner.weight(before.best()), FakeLearner.weight(other.best()));
        assertEquals(learner.updates, again.updates);
        assertEquals(learner.replay().end(), again.replay().end());
    }

    static FineTuning tuning(FakeLearner learner, Optional<FineTuningSettings.Constraint> constraint) {
        return tuning(learner, constraint, SELDOM);
    }

    private static FineTuning tuning(
            FakeLearner learner, Optional<FineTuningSettings.Constraint> constraint, FineTuningSettings.Proof proof) {
        FineTuningSettings settings = new FineTuningSettings(
                new FineTuningSettings.Phases(60, 5000, 0.02),
                new FineTuningSettings.Online(2, Double.POSITIVE_INFINITY, 20, 1, 3e-4, 1e-5, 0.5, 1, 100, 1000, 1),
                proof,
                new FineTuningSettings.Guard(5, 0.01, 0.1, 1000),
                constraint);
        return new FineTuning(settings, TERMS, learner, () -> 0);
    }

    static void play(FineTuning tuning, int policy, double worth) {
        for (int step = 0; step < EPISODE; step++) {
            tuning.take(new RobotStep(
                    policy,
                    new float[1],
                    new float[1],
                    new float[1],
                    new float[] {(float) (worth / EPISODE), 0},
                    false,
                    step == EPISODE - 1));
        }
    }

    static void freeze(FineTuning tuning) {
        for (int i = 0; i < 6; i++) {
            play(tuning, 0, 500 + i);
        }
    }

    static void online(FineTuning tuning) {
        freeze(tuning);
        tuning.learn(100_000);
    }

    /// Plays episodes of 600, each by the newest policy.
    private static void good(FineTuning tuning, int episodes) {
        play(tuning, 0, 500);
        tuning.learn(100_000);
        play(tuning, 0, 500);
        for (int i = 0; i < episodes; i++) {
            tuning.learn(100_000);
            play(tuning, tuning.standing().policy(), 600);
        }
        tuning.push();
    }
}
