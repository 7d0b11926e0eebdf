package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.safety.Fault;
import dev.sinew.sim.plant.MujocoPlants;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// The emulated rotary pendulum, with an encoder of the arm that shows what a test wants from its third second on.
class EmulatedRobotTest {
    private static final int ARM = 0;
    private static final long SOUND_NANOS = 3_000_000_000L;
    private static final int EPISODE_TICKS = 100;

    private final ConfigFiles files = ConfigFiles.shipped();
    private final RobotTask task = new Tasks(files).task("furuta");
    private final List<RobotStep> steps = new ArrayList<>();

    @Test
    void aRobotWithoutFaultTakesItsStepsAndNobodyHasToCome() {
        try (EmulatedRobot robot = robot(new MujocoPlants().open("furuta", 1))) {
            robot.run();
            assertEquals(Optional.empty(), robot.gaveUp());
            assertEquals(List.of(), robot.faults());
        }
        assertEquals(500, steps.size());
    }

    @Test
    void aRobotWhoseEncoderSticksOnceIsResetAndGoesOn() {
        try (EmulatedRobot robot = robot(shows(now -> now < 2 * SOUND_NANOS ? 0 : Double.NaN))) {
            robot.run();
            assertEquals(Optional.empty(), robot.gaveUp());
            assertEquals(List.of(Fault.ENCODER_STUCK), robot.faults());
            assertTrue(robot.waitedTicks() > 1000, "somebody had to come: " + robot.waitedTicks());
        }
        assertTrue(steps.size() >= 500, "it took its steps: " + steps.size());
    }

    @Test
    void aRobotThatIsStoppedTooOftenIsGivenUp() {
        try (EmulatedRobot robot = robot(shows(now -> 0), 5000)) {
            robot.run();
            assertEquals(Collections.nCopies(21, Fault.ENCODER_STUCK), robot.faults());
            assertEquals(
                    Optional.of("it was stopped 21 times by faults, last: " + Fault.ENCODER_STUCK.reason()),
                    robot.gaveUp());
        }
    }

    @Test
    void aRobotThatDoesNotComeToRestEnds() {
        try (EmulatedRobot robot = robot(shows(now -> 0.1 * StrictMath.sin(now * 2e-8)))) {
            robot.run();
            assertEquals(Optional.of("it must come to rest to be armed, did not for 60000 ticks"), robot.gaveUp());
        }
        assertTrue(steps.size() < 500, "it had begun: " + steps.size());
    }

    private EmulatedRobot robot(Plant plant) {
        return robot(plant, 500);
    }

    private EmulatedRobot robot(Plant plant, long ticks) {
        Policy half = (observation, action) -> {
            action[0] = steps.size() % 40 < 20 ? 0.6f : -0.6f;
            return true;
        };
        var first = new EmulatedRobot.First(half, new PolicyIdentity("half", "0".repeat(64)));
        double seconds = EPISODE_TICKS * task.contract().robot().periodSeconds();
        return new EmulatedRobot(
                files, task, plant, first, new EmulatedRobot.Wish(ticks, seconds, Optional.empty()), new Steps());
    }

    /// A plant whose arm shows, from the third second on, an angle by the time in ns; the true one for no number.
    private static Plant shows(DoubleUnaryOperator angle) {
        Plant real = new MujocoPlants().open("furuta", 1);
        return (Plant) Proxy.newProxyInstance(
                Plant.class.getClassLoader(), new Class<?>[] {Plant.class}, (self, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    boolean arm = method.getName().equals("jointPosition") && arguments[0].equals(ARM);
                    if (!arm || real.nanos() < SOUND_NANOS) {
                        return result;
                    }
                    double shown = angle.applyAsDouble((double) real.nanos());
                    return Double.isNaN(shown) ? result : shown;
                });
    }

    private final class Steps implements EmulatedRobot.Learning {
        @Override
        public void took(RobotStep step) {
            steps.add(step);
        }

        @Override
        public void between() {
            // nothing to compute
        }
    }
}
