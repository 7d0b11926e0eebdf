package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.MonotonicClock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private static final long PERIOD = 10_000_000;

    private final Clock clock = new Clock();
    private final Heartbeat heartbeat = new Heartbeat();
    private final Line supply = new Line();
    private final Line pump = new Line();
    private final Supervisor supervisor = new Supervisor(heartbeat, supply, Optional.of(pump), clock, PERIOD);

    /// Stands still until it is slept on.
    private static final class Clock implements MonotonicClock {
        private volatile long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleepUntil(long deadline) {
            now = Math.max(now, deadline);
        }
    }

    private static final class Line implements DigitalOutput {
        private volatile boolean high;
        private final AtomicInteger writes = new AtomicInteger();

        @Override
        public BusStatus write(boolean level) {
            high = level;
            writes.incrementAndGet();
            return BusStatus.OK;
        }
    }

    /// One period: a beat, then two looks.
    private void healthyPeriods(int count) {
        for (int i = 0; i < count; i++) {
            heartbeat.beat();
            supervisor.step();
            supervisor.step();
        }
    }

    /// {@return looks until the supply that was on is off}
    private int looksToCut() {
        supply.write(true);
        for (int look = 1; look <= 100; look++) {
            supervisor.step();
            if (!supply.high) {
                return look;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void leavesTheSupplyToALoopThatTicks() {
        supply.write(true);
        healthyPeriods(1000);

        assertTrue(supply.high);
        assertFalse(supervisor.tripped());
    }

    @Test
    void waitsForTheFirstBeat() {
        supply.write(true);
        for (int i = 0; i < 100; i++) {
            supervisor.step();
        }

        assertTrue(supply.high);
        assertEquals(0, pump.writes.get());
    }

    @Test
    void cutsWithinFivePeriodsOfTheLastBeat() {
        healthyPeriods(10); // the first look of a period has seen its beat, the second one counts as silent
        int looks = looksToCut();

        // the beat may have come up to one look before it was seen: 1 + 1 + looks, half a period each
        assertEquals(6, looks);
        assertTrue((2 + looks) / 2.0 <= 5);
        assertTrue(supervisor.tripped());
    }

    @Test
    void outlivesALoopThatMissesThreePeriods() {
        supply.write(true);
        for (int i = 0; i < 100; i++) {
            heartbeat.beat();
            for (int look = 0; look < 7; look++) {
                supervisor.step();
            }
        }

        assertTrue(supply.high);
    }

    @Test
    void keepsTheSupplyOffWhenTheLoopComesBackUntilItIsReset() {
        healthyPeriods(1);
        looksToCut();
        supply.write(true); // a loop that had hung before it switched on
        heartbeat.beat();
        supervisor.step();
        assertFalse(supply.high);
        supervisor.reset();
        supply.write(true);
        healthyPeriods(10);

        assertTrue(supply.high);
        assertFalse(supervisor.tripped());
    }

    @Test
    void resetDoesNotHelpALoopThatIsStillSilent() {
        healthyPeriods(1);
        looksToCut();
        supervisor.reset();

        assertEquals(7, looksToCut());
    }

    @Test
    void hardwareTakesTheSupplyAwayWhenTheProcessIsKilled() {
        OneShot oneShot = new OneShot();
        Supervisor fed = new Supervisor(heartbeat, oneShot.enable, Optional.of(oneShot.trigger), clock, PERIOD);
        oneShot.enable.write(true);
        for (int i = 0; i < 100; i++) {
            heartbeat.beat();
            clock.sleepUntil(clock.nanos() + PERIOD / 2);
            fed.step();
            clock.sleepUntil(clock.nanos() + PERIOD / 2);
            fed.step();
        }
        assertTrue(oneShot.supply());

        // killed: nobody writes any more, and the enable line is left high
        clock.sleepUntil(clock.nanos() + 5 * PERIOD);

        assertTrue(oneShot.enable.high);
        assertFalse(oneShot.supply());
    }

    /// A supply switch behind a retriggerable one-shot of 3 periods.
    private final class OneShot {
        private final Line enable = new Line();
        private boolean level;
        private long edge = Long.MIN_VALUE / 2;
        private final DigitalOutput trigger = high -> {
            edge = high != level ? clock.nanos() : edge;
            level = high;
            return BusStatus.OK;
        };

        private boolean supply() {
            return enable.high && clock.nanos() - edge <= 3 * PERIOD;
        }
    }

    @Test
    void stillsTheHeartbeatLineWithTheLoop() {
        healthyPeriods(10);
        int before = pump.writes.get();
        looksToCut();

        assertEquals(20, before);
        assertEquals(before + 1, pump.writes.get()); // one look more within a period and a half
    }

    @Test
    void cutsOnItsOwnThreadWhileTheLoopHangs() throws InterruptedException {
        CountDownLatch cut = new CountDownLatch(1);
        Supervisor running = new Supervisor(
                heartbeat,
                high -> {
                    if (!high) {
                        cut.countDown();
                    }
                    return BusStatus.OK;
                },
                clock,
                PERIOD);
        heartbeat.beat(); // and never again
        Thread thread = Thread.ofPlatform().daemon().start(running);

        assertTrue(cut.await(10, TimeUnit.SECONDS));
        running.close();
        thread.join();
        assertTrue(running.tripped());
    }

    @Test
    void leavesTheSupplyOffWhenItEnds() {
        supply.write(true);
        supervisor.close();
        supervisor.run();

        assertFalse(supply.high);
    }
}
