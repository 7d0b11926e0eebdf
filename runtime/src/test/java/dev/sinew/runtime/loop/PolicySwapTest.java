package dev.sinew.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.OnnxWriter;
import dev.sinew.runtime.policy.PolicySlot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Policies that are exchanged in a running loop, around a robot without buses.
class PolicySwapTest {
    private static final int WINDOWS = 40; // until one is empty: the JIT itself may allocate on this thread
    private static final int WINDOW_TICKS = 100_000;
    private static final int SWAP_EVERY = 1000;

    private final OperatorRequests operator = new OperatorRequests();
    private final StopRequest stop = new StopRequest();
    private boolean running;
    private final TickJournal journal = new TickJournal(new TickLayout(2, 9, 2, 256), 1024);

    @Test
    void theGateLeadsTheTargetsFromOnePolicyToTheOther() {
        int[] ticks = new int[1];
        PolicySlot[] slot = new PolicySlot[1];
        Policy forward = (observation, action) -> {
            action[0] = 1;
            action[1] = 1;
            if (running && ticks[0]++ == 300) {
                slot[0].offer(1, backward());
                slot[0].swapNow();
            }
            return true;
        };
        slot[0] = new PolicySlot(forward);
        JournalReader reader = journal.reader();
        run(slot[0]);

        List<Integer> numbers = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        while (reader.poll()) {
            numbers.add(reader.tick().policy());
            targets.add(reader.tick().target(0));
        }
        assertEquals(0, numbers.get(300), "the tick in which it was asked for is the old policy's");
        assertEquals(1, numbers.get(301));
        assertEquals(10.0, targets.get(300));
        assertEquals(List.of(6.0, 2.0, -2.0, -6.0, -10.0, -10.0), targets.subList(301, 307), "400 V/s at 100 Hz");
    }

    private Policy backward() {
        int[] ticks = new int[1];
        return (observation, action) -> {
            action[0] = -1;
            action[1] = -1;
            if (ticks[0]++ == 49) {
                stop.request("enough");
            }
            return true;
        };
    }

    @Test
    void allocatesNothingInTheLoopWhilePoliciesAreSwapped() throws InterruptedException {
        Counting slot = new Counting(new PolicySlot(network(1)));
        Thread loop = Thread.ofPlatform().start(() -> run(slot));
        int offered = 0;
        Policy[] networks = {network(2), network(3)}; // one answers while the other waits
        while (loop.isAlive() && offered < PolicySlot.MOST) {
            if (slot.inner.answering() == offered && slot.ticks - slot.swappedAt > SWAP_EVERY) {
                offered++;
                slot.inner.offer(offered, networks[offered % 2]);
                slot.inner.swapNow();
            }
            LockSupport.parkNanos(50_000);
        }
        loop.join();

        assertEquals(0, slot.smallest());
        assertTrue(slot.swapsInSmallest() > 5, slot.swapsInSmallest() + " swaps in " + WINDOW_TICKS + " ticks");
    }

    private static JavaPolicy network(long seed) {
        return JavaPolicy.compile(OnnxWriter.network(seed, "Relu", 9, 64, 64, 2), 9, 2);
    }

    /// Counts the bytes of the loop's thread and the swaps, window by window.
    private final class Counting implements Policy {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final PolicySlot inner;
        private final long[] bytes = new long[WINDOWS + 2];
        private final int[] swaps = new int[WINDOWS + 2];
        private volatile long ticks;
        private volatile long swappedAt;
        private int number;
        private int window;

        Counting(PolicySlot inner) {
            this.inner = inner;
        }

        @Override
        public int begin(boolean driving) {
            if (running) {
                count();
            }
            int now = inner.begin(driving);
            if (now != number) {
                number = now;
                swappedAt = ticks;
            }
            return now;
        }

        private void count() {
            long tick = ticks;
            if (tick % WINDOW_TICKS == 0) {
                window = (int) (tick / WINDOW_TICKS);
                bytes[window] = threads.getCurrentThreadAllocatedBytes();
                swaps[window] = number;
                // the first ticks, in which the robot arms, are window 0
                if (window > 1 && (bytes[window] == bytes[window - 1] || window > WINDOWS)) {
                    stop.request("enough");
                }
            }
            ticks = tick + 1;
        }

        @Override
        public boolean act(float[] observation, float[] action) {
            return inner.act(observation, action);
        }

        long smallest() {
            return bytes[window] - bytes[window - 1];
        }

        int swapsInSmallest() {
            return swaps[window] - swaps[window - 1];
        }
    }

    private void run(Policy policy) {
        VirtualClock clock = new VirtualClock();
        FakeRobot robot = new FakeRobot(clock);
        robot.quiet = true;
        Heartbeat heartbeat = new Heartbeat();
        ControlLoop loop = new ControlLoop(
                robot,
                LoopRig.contract(),
                policy,
                new TickLog(journal, new BusLog(clock)),
                new Timebase(clock, new PlantPace.Real()),
                new Requests(operator, stop),
                new Watch(heartbeat, new Supervisor(heartbeat, high -> BusStatus.OK, clock, LoopRig.PERIOD)));
        loop.prepare();
        operator.arm();
        running = true;
        loop.run();
    }
}
