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
        proving.giveUp();

        assertFalse(proving.isPlaying(7));
        assertSame(first, proving.play(8));
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        played(200);
        proving.challenge(second);
        played(250);
        proving.play(9);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        proving.save(new DataOutputStream(bytes));
        Proving again = new Proving(3, 20, first);
        again.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertTrue(again.isPlaying(9));
        assertFalse(again.isOpen());
        again.played(200);
        assertEquals(225, again.bestReturn());
    }

    private void played(double worth) {
        proving.play(1);
        proving.played(worth);
    }
}
