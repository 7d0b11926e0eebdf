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
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.OnnxPolicy;
import dev.sinew.runtime.policy.OnnxWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Whole ticks of a running loop, sleep to journal, around a robot without buses.
class LoopAllocationTest {
    private static final byte[] MODEL = OnnxWriter.network(3, "Relu", 9, 64, 64, 2);
    private static final int WINDOWS = 40; // until one is empty: the JIT itself may allocate on this thread

    @Test
    void allocatesNothingInAHundredThousandTicksWithTheJavaPolicy() {
        assertEquals(0, bytes(JavaPolicy.compile(MODEL, 9, 2), 100_000));
    }

    @Test
    void allocatesAtMost512BytesPerTickWithOnnxRuntime(@TempDir(cleanup = CleanupMode.NEVER) Path cache) {
        OnnxLibrary.prepare(cache);
        try (OnnxPolicy policy = OnnxPolicy.open(MODEL, 9, 2)) {
            long bytes = bytes(policy, 10_000) / 10_000;

            assertTrue(bytes <= 512, "bytes per tick: " + bytes);
        }
    }

    /// {@return heap bytes of the loop's thread in the smallest of several windows of so many ticks}
    private static long bytes(Policy policy, int ticks) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] counts = new long[WINDOWS + 2];
        StopRequest stop = new StopRequest();
        OperatorRequests operator = new OperatorRequests();
        int[] tick = new int[1];
        int[] last = new int[1];
        boolean[] running = new boolean[1];
        Policy counting = (observation, action) -> {
            if (running[0] && tick[0]++ % ticks == 0) {
                int window = tick[0] / ticks;
                counts[window] = threads.getCurrentThreadAllocatedBytes();
                last[0] = window;
                // the first ticks, in which the robot arms, are window 0
                if (window > 1 && (counts[window] == counts[window - 1] || window > WINDOWS)) {
                    stop.request("enough");
                }
            }
            return policy.act(observation, action);
        };
        run(counting, operator, stop, running);
        long smallest = Long.MAX_VALUE;
        for (int window = 1; window < last[0]; window++) {
            smallest = Math.min(smallest, counts[window + 1] - counts[window]);
        }
        return smallest;
    }

    private static void run(Policy policy, OperatorRequests operator, StopRequest stop, boolean[] running) {
        VirtualClock clock = new VirtualClock();
        FakeRobot robot = new FakeRobot(clock);
        robot.quiet = true;
        TickLayout layout = new TickLayout(2, 9, 2, 256);
        Heartbeat heartbeat = new Heartbeat();
        ControlLoop loop = new ControlLoop(
                robot,
                LoopRig.contract(),
                policy,
                new TickLog(new TickJournal(layout, 1024), new BusLog(clock)),
                new Timebase(clock, new PlantPace.Real()),
                new Requests(operator, stop),
                new Watch(heartbeat, new Supervisor(heartbeat, high -> BusStatus.OK, clock, LoopRig.PERIOD)));
        loop.prepare();
        operator.arm();
        running[0] = true;
        loop.run();
        assertEquals("activate", robot.told.getFirst());
    }
}
