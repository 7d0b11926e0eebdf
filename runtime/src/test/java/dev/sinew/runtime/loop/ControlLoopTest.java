package dev.sinew.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.safety.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlLoopTest {
    private static final long PERIOD = LoopRig.PERIOD;

    @ParameterizedTest
    @CsvSource({"0.0, 0", "0.5, 1", "1.0, 1", "1.5, 2", "10.0, 10"})
    void skipsTheTicksItOverrunsAndKeepsItsPhase(double overrun, int skipped) {
        // tick 3 ends `overrun` periods after the deadline of the next one
        LoopRig rig = new LoopRig(6, (r, tick) -> {
            if (tick == 3) {
                r.clock.advance((long) ((1 + overrun) * PERIOD));
            }
        });
        rig.run();

        assertEquals(List.of(0L, 1L, 2L, 3L, 4L + skipped, 5L + skipped), deadlines(rig));
        assertEquals(skipped, rig.seen.get(4).missed());
        assertEquals(6, rig.loop.ticks());
        assertEquals(skipped, rig.loop.missed());
        assertEquals(0, rig.loop.statistics().late()); // the next tick runs in time again, not in a burst
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0", "1.0, 0", "1.5, 1", "10.0, 9"})
    void keepsItsPhaseWhenTheHostPausesIt(double pause, int skipped) {
        // the sleep before tick 3 is too long: that tick runs late, then those whose time has passed are skipped
        LoopRig rig = new LoopRig(6, (r, tick) -> {}, 3, (long) (pause * PERIOD));
        rig.run();

        assertEquals(List.of(0L, 1L, 2L, 3L, 4L + skipped, 5L + skipped), deadlines(rig));
        assertEquals(skipped, rig.loop.missed());
        assertEquals(1, rig.loop.statistics().late());
        assertEquals((long) (pause * PERIOD), rig.loop.statistics().wake().max());
        assertEquals(pause > 1, rig.events.contains("3 host paused the loop for " + pause * 10 + " ms"));
    }

    @Test
    void armsWhenAskedAndActivatesTheRobotOnce() {
        LoopRig rig = active(1, (r, tick) -> {});
        rig.run();

        assertEquals("0 inactive to arming", rig.events.get(0).replace("0 arming", "0 inactive to arming"));
        assertTrue(rig.events.get(1).endsWith("arming to active"), rig.events.get(1));
        assertEquals(LoopRig.ACTIVE + 1 + " active to stopped", rig.events.get(2));
        assertEquals("activate", rig.robot.told.getFirst());
        assertEquals("write", rig.robot.told.get(1));
        assertEquals(1, Collections.frequency(rig.robot.told, "activate"));
        assertEquals("stop CUT", rig.robot.told.getLast());
    }

    @Test
    void writesNothingUntilItIsAskedToArm() {
        LoopRig rig = new LoopRig(300, (r, tick) -> {});
        rig.run();

        assertEquals(List.of("0 inactive", "300 inactive to stopped"), rig.events);
        assertEquals(List.of("stop CUT"), rig.robot.told);
    }

    @Test
    void stopsWhenTheRobotCannotBeActivated() {
        LoopRig rig = active(2, (r, tick) -> {});
        rig.robot.activation = Outcome.FAILED;
        rig.run();

        assertFalse(rig.robot.told.contains("write"));
        assertEquals(1, Collections.frequency(rig.robot.told, "activate"));
        assertTrue(rig.events.stream().anyMatch(e -> e.endsWith("targets did not reach an actuator")), rig.events + "");
    }

    @Test
    void holdsTheLastTargetsWhenThePolicyIsLateOnce() {
        LoopRig rig = active(3, (r, tick) -> r.clock.advance(tick == 0 ? PERIOD : 0));
        rig.run();

        assertEquals(List.of(Verdict.HOLD, Verdict.PASS, Verdict.PASS), rig.verdicts(LoopRig.ACTIVE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.0, 2.5, 50.0})
    void stopsTheRobotWhenThePolicyIsLateByTwoPeriods(double periods) {
        LoopRig rig = active(3, (r, tick) -> r.clock.advance(tick == 0 ? (long) (periods * PERIOD) : 0));
        rig.run();

        assertEquals(Collections.nCopies(3, Verdict.STOP), rig.verdicts(LoopRig.ACTIVE));
        assertTrue(rig.events.contains(LoopRig.ACTIVE + " policy too late"), rig.events + "");
        assertEquals(2, Collections.frequency(rig.robot.told, "stop CUT")); // the fault's and the end's
    }

    @Test
    void stopsTheRobotWhenThePolicyIsLateTwiceInARow() {
        LoopRig rig = active(3, (r, tick) -> r.clock.advance(PERIOD));
        rig.run();

        assertEquals(List.of(Verdict.HOLD, Verdict.STOP, Verdict.STOP), rig.verdicts(LoopRig.ACTIVE));
    }

    @Test
    void leavesAFaultOnlyWhenItsDevicesAnswerAndAResetIsAskedFor() {
        LoopRig rig = active(6, (r, tick) -> {
            r.robot.emergencyStop = tick == 0;
            r.robot.missing = tick < 4;
            if (tick == 2 || tick == 4) {
                r.operator.reset();
            }
        });
        rig.run();

        int first = LoopRig.ACTIVE;
        assertTrue(rig.events.contains(first + 1 + " active to fault"), rig.events + ""); // read before the policy
        assertTrue(rig.events.contains(first + 4 + " fault to inactive"), rig.events + "");
        assertEquals(1, Collections.frequency(rig.robot.told, "reset"));
        assertEquals(Optional.empty(), rig.loop.resetRefusal());
    }

    @Test
    void saysWhyAResetWasRefused() {
        LoopRig rig = active(4, (r, tick) -> {
            r.robot.emergencyStop = tick == 0;
            r.robot.missing = true;
            if (tick == 2) {
                r.operator.reset();
            }
        });
        rig.run();

        assertEquals(Optional.of("MPU6050 must answer at 0x68 on I2C bus 1, did not"), rig.loop.resetRefusal());
    }

    @Test
    void latchesWhatTheSupervisorFound() {
        LoopRig rig = active(6, (r, tick) -> {
            for (int look = 0; tick == 0 && look < 10; look++) {
                r.supervisor.step(); // ten looks without a beat: it trips
            }
            if (tick == 3) {
                r.operator.reset();
            }
            if (tick == 4) {
                r.supervisor.step(); // its own look, at which it takes the reset
            }
        });
        rig.run();

        assertTrue(
                rig.events.contains(LoopRig.ACTIVE + " control loop stalled, supply cut by the supervisor"),
                rig.events + "");
        assertTrue(rig.events.contains(LoopRig.ACTIVE + 4 + " fault to inactive"), rig.events + "");
    }

    @Test
    void armsAgainAfterAResetThatTookLongerThanTheSupervisorWaits() {
        LoopRig rig = active(LoopRig.ACTIVE, (r, tick) -> {
            r.robot.emergencyStop = tick == 0;
            if (tick == 2) {
                r.operator.reset();
                r.robot.onReset = () -> {
                    for (int look = 0; look < 10; look++) {
                        r.supervisor.step();
                    }
                };
            }
            if (tick > 2) {
                r.supervisor.step();
            }
            if (tick == 4) {
                r.operator.arm();
            }
        });
        rig.run();

        assertEquals(2, Collections.frequency(rig.robot.told, "activate"), rig.events + "");
    }

    @Test
    void stopsTheRobotWhateverIsThrown() {
        LoopRig rig = active(3, (r, tick) -> r.robot.broken = true);

        assertThrows(IllegalArgumentException.class, rig::run);
        assertEquals("stop CUT", rig.robot.told.getLast());
        assertEquals("stopped", rig.loop.mode().word());
        assertTrue(rig.events.getLast().endsWith("active to stopped"), rig.events + "");
    }

    @Test
    void closesItsJournalAtTheEnd() {
        LoopRig rig = new LoopRig(3, (r, tick) -> {});
        rig.run();

        assertTrue(rig.reader.finished());
        assertEquals(4, rig.journal.published()); // three ticks and the stop
    }

    @Test
    void movesAPlantInLockStepWhateverTheTicksTake() {
        LoopRig rig = new LoopRig(10, (r, tick) -> r.clock.advance(tick == 3 ? 7 * PERIOD : 0));
        rig.run();

        assertEquals(10 * PERIOD, rig.plantNanos);
    }

    @Test
    void movesAPlantOnTheWallByAllThatPasses() {
        long[] moved = new long[1];
        PlantPace wall = new PlantPace.Wall(nanos -> moved[0] += nanos);
        wall.advance(PERIOD, 8 * PERIOD);

        assertEquals(8 * PERIOD, moved[0]);
    }

    @Test
    void runsAnHourOfTicksInSeconds() {
        LoopRig rig = new LoopRig(360_000, (r, tick) -> {});
        rig.robot.quiet = true;
        rig.run();

        assertEquals(360_000, rig.loop.ticks());
        assertEquals(0, rig.loop.missed());
    }

    private static LoopRig active(long ticks, LoopRig.Script script) {
        return new LoopRig(LoopRig.ACTIVE + ticks, (rig, tick) -> {
            if (tick == 0) {
                rig.operator.arm();
            }
            if (tick >= LoopRig.ACTIVE) {
                script.act(rig, tick - LoopRig.ACTIVE);
            }
        });
    }

    /// {@return the deadlines in periods since the first, without that of the stop}
    private static List<Long> deadlines(LoopRig rig) {
        long start = rig.seen.getFirst().due();
        return rig.seen.subList(0, rig.seen.size() - 1).stream()
                .peek(tick -> assertEquals(0, (tick.due() - start) % PERIOD, "phase"))
                .map(tick -> (tick.due() - start) / PERIOD)
                .toList();
    }
}
