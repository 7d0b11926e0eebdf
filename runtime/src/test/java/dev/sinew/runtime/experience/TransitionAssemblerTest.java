package dev.sinew.runtime.experience;

import static dev.sinew.runtime.experience.SampleStream.CONTRACT;
import static dev.sinew.runtime.experience.SampleStream.POLICY;
import static dev.sinew.runtime.experience.SampleStream.SHAPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.Mark;
import dev.sinew.config.experience.Transition;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransitionAssemblerTest {
    private final SampleStream.CountingScore score = new SampleStream.CountingScore();
    private final List<String> lines = new ArrayList<>();
    private final List<float[]> executed = new ArrayList<>();
    private final List<float[]> next = new ArrayList<>();
    private final List<Long> ages = new ArrayList<>();
    private final List<Integer> faults = new ArrayList<>();
    private final TransitionAssembler assembler =
            new TransitionAssembler(new ExperienceSource(SHAPE, CONTRACT, score, number -> POLICY), this::take);
    private final TickRig rig = new TickRig(CONTRACT);

    private void take(Transition transition) {
        String marks = Arrays.stream(Mark.values())
                .filter(transition::is)
                .map(mark -> " " + mark)
                .reduce("", String::concat);
        lines.add(transition.episode() + ":" + transition.tick() + marks);
        executed.add(transition.executed().clone());
        next.add(transition.nextObservation().clone());
        ages.add(transition.ageNanos());
        faults.add(transition.faults());
        assertEquals(POLICY, transition.policy());
        assertEquals((float) score.reward(), transition.reward());
        assertEquals((float) score.term(1), transition.rewardTerms()[1]);
    }

    @Test
    void makesATransitionOfEachTickThatIsDrivenAndTheTickAfterIt() {
        for (int i = 0; i < 4; i++) {
            assembler.look(rig.tick(0.01f));
        }

        assertEquals(List.of("0:0", "0:1", "0:2"), lines);
        assertEquals(1, score.starts());
        TickRecord last = rig.record();
        for (int i = 0; i < SHAPE.observationSize(); i++) {
            assertEquals(last.observation(i), next.getLast()[i]);
        }
        assertEquals(0.01f, executed.getFirst()[0], "a target that passed: the action itself");
        assertEquals(List.of(TickRig.AGE, TickRig.AGE, TickRig.AGE), ages);
    }

    @Test
    void saysWhichActionWasExecutedWhenTheGateChangedIt() {
        assembler.look(rig.tick(1f));
        double target = rig.record().target(0);
        assembler.look(rig.tick(1f));

        assertEquals(List.of("0:0 CLAMPED"), lines);
        double sign = CONTRACT.joints().getFirst().sign();
        double said = sign
                * (CONTRACT.action().getFirst().offset()
                        + CONTRACT.action().getFirst().scale() * executed.getFirst()[0]);
        assertEquals(target, said, 1e-6 * Math.abs(target), "float32 of the action");
        assertTrue(executed.getFirst()[0] < 0.9f, "held back by the ramp: " + executed.getFirst()[0]);
    }

    @Test
    void anAnswerThatCannotBeUsedEndsTheEpisodeAndIsNoStepOfItsOwn() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.unusable(0.5f));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0 TRUNCATED"), lines);
        assertEquals(1 << Fault.POLICY_UNUSABLE.code(), faults.getFirst());
    }

    @Test
    void aStopForTheRobotsMotionTerminatesInATransitionOfItsOwn() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.stoppedBy(Fault.TILT));
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0", "0:1", "0:2 TERMINATED"), lines);
        assertEquals(List.of(0, 1 << Fault.TILT.code(), 1 << Fault.TILT.code()), faults);
        assertEquals(0f, executed.get(2)[0], "nothing was driven");
    }

    @Test
    void aStopForAnythingElseTruncates() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.stoppedBy(Fault.SUPPLY_LOW));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0 TRUNCATED"), lines);
        assertEquals(List.of(1 << Fault.SUPPLY_LOW.code()), faults);
    }

    @Test
    void theEndOfAnEpisodeTruncatesAndIsNoIntervention() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.ended());

        assertEquals(List.of("0:0 TRUNCATED"), lines);
    }

    @Test
    void aMarkIsOnTheTransitionOfItsTick() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.asked(OperatorRequests.MARK));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0", "0:1 MARKED"), lines);
    }

    @Test
    void learningStopsAndGoesOnWithTheNextEpisode() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.asked(OperatorRequests.LEARN_OFF));
        assembler.look(rig.ended()); // tick 2: the episode that had begun is whole
        rig.arm();
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.asked(OperatorRequests.LEARN_ON));
        assembler.look(rig.ended());
        rig.arm();
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0", "0:1 TRUNCATED", "2:6"), lines);
        assertEquals(0, assembler.unfinished());
    }

    @Test
    void anOperatorWhoDisarmsTruncatesAndIntervenes() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.disarmed());
        rig.arm();
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0 TRUNCATED INTERVENTION", "1:2"), lines);
        assertEquals(2, score.starts());
    }

    @Test
    void theRunsLastRecordHasNoReadingsOfItsOwn() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.in(new Mode.Stopped()));

        assertEquals(List.of("0:0"), lines);
        assertEquals(1, assembler.unfinished());
    }

    @Test
    void aRunThatEndsWithAFallStillSaysSo() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.stoppedBy(Fault.TILT));
        assembler.look(rig.in(new Mode.Stopped()));

        assertEquals(List.of("0:0", "0:1 TERMINATED"), lines);
        assertEquals(0, assembler.unfinished());
    }

    @Test
    void ticksThatAreMissingInTheJournalEndTheEpisode() {
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));
        rig.tick(0.01f);
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0", "1:3"), lines);
        assertEquals(1, assembler.unfinished());
        assertEquals(2, score.starts());
    }

    @Test
    void marksAStepOverWhichTicksWereMissed() {
        assembler.look(rig.tick(0.01f));
        rig.missed(2);
        assembler.look(rig.tick(0.01f));
        assembler.look(rig.tick(0.01f));

        assertEquals(List.of("0:0 STRETCHED", "0:1"), lines);
    }

    @Test
    void whatIsNotDrivenIsNoExperience() {
        for (Mode mode : List.of(new Mode.Inactive(), new Mode.Arming(), new Mode.Faulted(Fault.TILT))) {
            assembler.look(rig.in(mode));
        }

        assertEquals(List.of(), lines);
        assertEquals(0, assembler.unfinished());
    }

    @Test
    void allocatesNothing() {
        TransitionAssembler quiet = new TransitionAssembler(
                new ExperienceSource(SHAPE, CONTRACT, score, number -> POLICY), transition -> {});
        List<TickRecord> records =
                IntStream.range(0, 400).mapToObj(i -> rig.copy(0.01f)).toList();
        records.forEach(quiet::look);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < records.size(); i++) {
                quiet.look(records.get(i));
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertEquals(0, least);
    }

    @Test
    void refusesAShapeOfAnotherContract() {
        ExperienceShape other = new ExperienceShape("balancer", 9, 2, SHAPE.rewardTerms(), "00".repeat(32));

        assertThrows(
                IllegalArgumentException.class, () -> new ExperienceSource(other, CONTRACT, score, number -> POLICY));
    }
}
