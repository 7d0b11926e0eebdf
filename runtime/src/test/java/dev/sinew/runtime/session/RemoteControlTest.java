package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.command.Verb;
import dev.sinew.hal.safety.SafetyGate;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.loop.StopRequest;
import dev.sinew.runtime.mode.ModeMachine;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Commands end as requests to the mode machine; nothing else moves.
class RemoteControlTest {
    private final OperatorRequests operator = new OperatorRequests();
    private final StopRequest stop = new StopRequest();
    private final Episodes episodes = new Episodes(SampleTicks.robot(), 0, operator);
    private final ModeMachine modes = new ModeMachine(new SafetyGate(SampleTicks.robot()), operator, () -> true);
    private final RemoteControl control =
            new RemoteControl(new Requests(operator, stop), episodes, modes::mode, () -> false);

    @Test
    void armsOnlyFromInactiveAndThroughTheModeMachine() {
        assertEquals(Optional.of("the mode must be inactive to arm, was unconfigured"), control.carryOut(Verb.ARM));
        modes.configured();
        assertEquals(Optional.empty(), control.carryOut(Verb.ARM));

        assertEquals("inactive", modes.mode().word());
        assertEquals(OperatorRequests.ARM, modes.request());
    }

    @Test
    void disarmsAndHoldsTheRobotUntilItIsTold() {
        modes.configured();
        assertEquals(Optional.empty(), control.carryOut(Verb.DISARM));
        assertTrue(episodes.held());
        assertEquals(OperatorRequests.DISARM, modes.request());

        control.carryOut(Verb.ARM);
        assertFalse(episodes.held());
    }

    @Test
    void whatIsForTheRecordAloneReachesTheTickAndNothingElse() {
        modes.configured();
        for (Verb verb : new Verb[] {Verb.LEARN_ON, Verb.LEARN_OFF, Verb.MARK}) {
            assertEquals(Optional.empty(), control.carryOut(verb));
        }

        assertEquals(OperatorRequests.NOTED, modes.request());
        assertEquals("learn-on, learn-off, mark", OperatorRequests.words(OperatorRequests.NOTED));
        modes.follow();
        assertEquals("inactive", modes.mode().word());
    }

    @Test
    void swapsOnlyWhatWaits() {
        assertEquals(Optional.of("no policy waits to be swapped in"), control.carryOut(Verb.SWAP));
    }

    @Test
    void stopsTheLoopInAnyMode() {
        assertEquals(Optional.empty(), control.carryOut(Verb.STOP));
        assertEquals(Optional.of("stopped by a signed command"), stop.reason());
    }
}
