package dev.sinew.sim.randomization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Span;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.sim.world.BalancerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BalancerRandomizationTest {
    private static final int DRAWS = 1000;

    private final BalancerTask task = (BalancerTask) new Tasks(ConfigFiles.shipped()).task("balancer");
    private final BalancerTask.Randomization ranges = task.randomization();
    private final BalancerRandomization randomization = new BalancerRandomization(ranges, task.episode());

    @Test
    void massCenterFrictionMotorsDelaySupplyAndImuFillTheirRanges() {
        List<BalancerParameters> drawn = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(randomization.parameters(new RandomStream(i).split("parameters")));
        }

        fills(ranges.mass(), drawn, BalancerParameters::mass);
        fills(ranges.centerOfMass(), drawn, p -> p.centerOfMass().x());
        fills(ranges.centerOfMass(), drawn, p -> p.centerOfMass().y());
        fills(ranges.centerOfMass(), drawn, p -> p.centerOfMass().z());
        fills(ranges.wheelFriction(), drawn, BalancerParameters::wheelFriction);
        fills(ranges.motor().constant(), drawn, p -> p.left().constant());
        fills(ranges.motor().resistance(), drawn, p -> p.left().resistance());
        fills(ranges.motor().friction(), drawn, p -> p.left().friction());
        fills(ranges.motor().constant(), drawn, p -> p.right().constant());
        fills(ranges.motor().resistance(), drawn, p -> p.right().resistance());
        fills(ranges.motor().friction(), drawn, p -> p.right().friction());
        fills(ranges.delay(), drawn, BalancerParameters::delaySeconds);
        fills(ranges.supply().voltage(), drawn, p -> p.supply().volts());
        fills(ranges.supply().resistance(), drawn, p -> p.supply().ohms());
        fills(ranges.imu().gyroscopeBias(), drawn, p -> p.imu().gyroscopeBias().y());
        fills(ranges.imu().mounting(), drawn, p -> p.imu().mounting());
    }

    /// A thousand even draws come within a hundredth of both ends of a range that is one, but for once in 20 000
    /// times.
    private static void fills(Span range, List<BalancerParameters> drawn, ToDoubleFunction<BalancerParameters> value) {
        double near = (range.max() - range.min()) / 100;
        double least = drawn.stream().mapToDouble(value).min().orElseThrow();
        double most = drawn.stream().mapToDouble(value).max().orElseThrow();

        assertTrue(near > 0, range + " must leave something to draw");
        assertTrue(least >= range.min() && most <= range.max(), least + " to " + most + " of " + range);
        assertEquals(range.min(), least, near);
        assertEquals(range.max(), most, near);
    }

    @Test
    void pushesComeAtTheTimesThatWereDrawn() {
        PushSchedule schedule = new PushSchedule(randomization, 100);
        schedule.start(new RandomStream(3));
        int last = 0;
        for (int tick = 1; tick <= 10_000; tick++) {
            double change = schedule.tick();
            if (change != 0) {
                double seconds = (tick - last) / 100.0;
                assertTrue(seconds >= ranges.push().interval().min(), seconds + " s");
                assertTrue(seconds <= ranges.push().interval().max() + 0.01, seconds + " s");
                assertTrue(Math.abs(change) <= ranges.push().velocity().max(), change + " m/s");
                last = tick;
            }
        }

        assertTrue(last > 9000, "the last came in tick " + last);
    }
}
