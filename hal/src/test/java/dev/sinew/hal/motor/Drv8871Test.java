package dev.sinew.hal.motor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.PwmOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Duties by table 1 "H-Bridge Control" of the DRV8871 data sheet (SLVSCY9): IN1 IN2 = 0 0 coasts, 0 1 reverse, 1 0
/// forward, 1 1 brakes. The period is 50 000 ns: 20 kHz.
class Drv8871Test {
    private static final long PERIOD = 50_000;

    private final List<String> written = new ArrayList<>();
    private BusStatus second = BusStatus.OK;
    private BusStatus first = BusStatus.OK;
    private final Drv8871 bridge =
            new Drv8871(nanos -> note("IN1 " + nanos, first), nanos -> note("IN2 " + nanos, second), PERIOD, "arm");

    private BusStatus note(String what, BusStatus status) {
        written.add(what);
        return status;
    }

    private List<String> taken() {
        List<String> taken = List.copyOf(written);
        written.clear();
        return taken;
    }

    private List<String> drive(double duty) {
        bridge.duty(duty);
        assertEquals(BusStatus.OK, bridge.write());
        return taken();
    }

    @Test
    void setsUpCoasting() {
        bridge.configure();

        assertEquals(List.of("IN1 0", "IN2 0"), taken()); // 0 0: coast
    }

    @Test
    void drivesForwardBetweenForwardAndBrake() {
        // 1 0 for a quarter of the period, 1 1 for the rest: IN1 high always, IN2 high for 37 500 ns
        assertEquals(List.of("IN1 50000", "IN2 37500"), drive(0.25));
        assertEquals(List.of("IN1 50000", "IN2 0"), drive(1));
    }

    @Test
    void drivesBackwardBetweenReverseAndBrake() {
        // 0 1 for half of the period, 1 1 for the rest
        assertEquals(List.of("IN2 50000", "IN1 25000"), drive(-0.5));
        assertEquals(List.of("IN2 50000", "IN1 0"), drive(-1));
    }

    @Test
    void brakesOnZeroAndOnWhatIsNoNumber() {
        assertEquals(List.of("IN1 50000", "IN2 50000"), drive(0)); // 1 1: brake
        assertEquals(List.of("IN1 50000", "IN2 50000"), drive(Double.NaN));
    }

    @Test
    void roundsToWholeNanosecondsAndEndsAtTheSupply() {
        assertEquals(List.of("IN1 50000", "IN2 49999"), drive(1.4 / PERIOD));
        assertEquals(List.of("IN1 50000", "IN2 0"), drive(7));
    }

    @Test
    void theInputThatRisesGoesFirstSoThatAReversalBrakesInBetween() {
        drive(0.8); // IN1 50000, IN2 10000

        // IN2 up first: 1 1 brakes; IN1 down first would leave 10 000 ns of brake and 40 000 of coast
        assertEquals(List.of("IN2 50000", "IN1 10000"), drive(-0.8));
        assertEquals(List.of("IN1 50000", "IN2 10000"), drive(0.8));
    }

    @Test
    void releasesWhateverWasStaged() {
        bridge.duty(0.5);
        assertEquals(BusStatus.OK, bridge.release());
        taken();

        bridge.write();

        assertEquals(List.of("IN1 0", "IN2 0"), taken());
    }

    @Test
    void saysWhatTheFirstChannelThatFailedSaidAndStillWritesTheOther() {
        first = BusStatus.GONE;
        second = BusStatus.TIMEOUT;
        bridge.duty(0.5);

        assertEquals(BusStatus.GONE, bridge.write());
        assertEquals(2, taken().size());
        first = BusStatus.OK;
        assertEquals(BusStatus.TIMEOUT, bridge.write());
    }

    @Test
    void namesTheJointWhenItsChannelsDoNotWork() {
        second = BusStatus.GONE;

        assertEquals(
                "DRV8871 of arm: its PWM channels must take a duty of 0, was GONE: see dmesg",
                assertThrows(BusException.class, bridge::configure).getMessage());
    }

    @Test
    void refusesAPeriodThatIsNone() {
        PwmOutput any = nanos -> BusStatus.OK;

        assertEquals(
                "PWM period of arm must be positive, was 0",
                assertThrows(IllegalArgumentException.class, () -> new Drv8871(any, any, 0, "arm"))
                        .getMessage());
    }

    @Test
    void aTickAllocatesNothing() {
        Drv8871 silent = new Drv8871(nanos -> BusStatus.OK, nanos -> BusStatus.OK, PERIOD, "arm");

        assertEquals(0, AllocatedBytes.during(10_000, () -> {
            silent.duty(0.3);
            silent.write();
            silent.release();
        }));
    }
}
