package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Three episodes make a challenger the best.
class ProvingTest {
    private final FakeLearner learner = new FakeLearner();
    private final Snapshot first = Snapshot.of(learner);
    private final Snapshot second = Snapshot.of(learner);
    private final Proving proving = new Proving(3, 20, first);

    @Test
    void theBestPlaysAgainWhileNobodyChallengesIt() {
        assertSame(first, proving.play(4));
        assertTrue(proving.isPlaying(4));
        proving.played(100);
        assertFalse(proving.isPlaying(4), "one episode for each time it is asked");
        proving.play(5);
        proving.played(300);

        assertEquals(200, proving.bestReturn());
    }

    @Test
    void aChallengerThatKeepsUpForAllItsEpisodesIsTheBest() {
        played(200);
        proving.challenge(second);
        played(220);
        played(218);
        assertSame(first, proving.best());
        played(192);

        assertSame(second, proving.best());
        assertEquals(210, proving.bestReturn());
    }

    @Test
    void aChallengerIsGivenUpOnceItsMeanIsClearlyBelow() {
        played(200);
        proving.challenge(second);
        played(181);
        assertSame(second, proving.play(7), "by less than 20");
        proving.played(170);

        assertSame(first, proving.play(8));
        proving.played(300);
        assertEquals(250, proving.bestReturn(), "the best plays again");
    }

    @Test
    void aChallengerClearlyAboveIsTheBestAfterMoreThanHalfOfItsEpisodes() {
        played(200);
        proving.challenge(second);
        played(225);
        assertSame(first, proving.best(), "one of three is no half");
        played(215);

        assertSame(second, proving.best());
        assertEquals(220, proving.bestReturn());
    }

    @Test
    void aChallengerThatEndsBelowIsNotTheBest() {
        played(200);
        proving.challenge(second);
        played(199);
        played(199);
        played(199);

        assertSame(first, proving.best());
    }

    @Test
    void theBestPlaysBetweenTwoChallengersSoThatLuckDoesNotLast() {
        played(200);
        assertTrue(proving.isOpen());
        proving.challenge(second);
        assertFalse(proving.isOpen());
        played(900);
        played(900);

        assertFalse(proving.isOpen());
        assertSame(second, proving.play(5));
        proving.played(0);
        assertEquals(600, proving.bestReturn());
        assertTrue(proving.isOpen());
    }

    @Test
    void anEpisodeOfAStrangerProvesNothing() {
        assertFalse(proving.isPlaying(-1), "nobody was asked");
        played(200);
        assertFalse(proving.isPlaying(-1));
    }

    @Test
    void whatIsAssumedOfTheBestGivesWayToNothingElse() {
        proving.assume(150);
        proving.assume(1000);
        assertEquals(150, proving.bestReturn());
    }

    @Test
    void aChallengerThatIsGivenUpFromOutsideLeavesNothing() {
        played(200);
        proving.challenge(second);
        played(900);
        proving.play(7);
        assertSame(first, proving.bringBack(200));

        assertFalse(proving.isPlaying(7));
        assertSame(first, proving.play(8));
    }

    @Test
    void aBestThatWasBroughtBackAndFailsTwiceGivesWayToTheOneFromSimulation() throws IOException {
        secondIsBest();
        assertSame(second, proving.bringBack(200));
        played(100);
        assertSame(second, proving.bringBack(200), "once is bad luck");
        Proving again = again();
        for (Proving one : List.of(proving, again)) {
            one.play(2);
            one.played(100);

            assertSame(first, one.bringBack(200));
            assertSame(first, one.best());
            assertEquals(200, one.bestReturn());
            one.play(3);
            one.played(190);
            assertEquals(195, one.bestReturn());
        }
    }

    @Test
    void aBestThatKeepsWhatItProvedIsBroughtBackAsOftenAsOthersFail() {
        secondIsBest();
        for (int i = 0; i < 10; i++) {
            assertSame(second, proving.bringBack(200));
            played(201); // 101 below would be far
        }
    }

    @Test
    void theOneFromSimulationKeepsWhatItCameToHowOftenItIsBroughtBack() {
        played(200);
        for (int i = 0; i < 3; i++) {
            assertSame(first, proving.bringBack(200));
            played(0);
        }
        assertSame(first, proving.bringBack(200));
        assertEquals(50, proving.bestReturn());
    }

    @Test
    void whatFailedBeforeItWasBroughtBackIsNotHeldAgainstTheBest() {
        secondIsBest();
        played(0);
        played(0);
        assertSame(second, proving.bringBack(200));
        played(150);
        assertSame(second, proving.bringBack(200));
    }

    private void secondIsBest() {
        played(200);
        proving.challenge(second);
        played(300);
        played(300);
        assertSame(second, proving.best());
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        played(200);
        proving.challenge(second);
        played(250);
        proving.play(9);
        Proving again = again();

        assertTrue(again.isPlaying(9));
        assertFalse(again.isOpen());
        again.played(200);
        assertEquals(225, again.bestReturn());
    }

    private Proving again() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        proving.save(new DataOutputStream(bytes));
        Proving again = new Proving(3, 20, first);
        again.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return again;
    }

    private void played(double worth) {
        proving.play(1);
        proving.played(worth);
    }
}
