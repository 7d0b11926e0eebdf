package dev.sinew.trainer.benchmark;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.reality.RealityFormat;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.runtime.cli.RunCommand;
import dev.sinew.trainer.hardware.EmulatedRobot;
import dev.sinew.trainer.hardware.RobotStep;
import dev.sinew.trainer.network.ExportedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rotary pendulum on emulated chips, as its files say or as a reality has it, to measure what policies are worth
/// on it. Seeds of evaluations are none that a learner has seen.
///
/// @param files describe it
/// @param task it is at
/// @param reality how it differs from its files; empty for one that does not
record EmulatedFuruta(ConfigFiles files, RobotTask task, Optional<Reality> reality) {
    private static final String ROBOT = "furuta";
    private static final long HELD_OUT = 1_000_000_007;
    private static final String NO_FILE = "0".repeat(64);

    /// {@return the robot}
    ///
    /// @param files describe it
    /// @param reality file that says how it differs; `same` for none
    /// @throws IOException when the file cannot be read
    static EmulatedFuruta of(ConfigFiles files, String reality) throws IOException {
        Optional<Reality> real = reality.equals("same")
                ? Optional.empty()
                : Optional.of(new RealityFormat(new Robots(files)).read(Path.of(reality), ROBOT));
        return new EmulatedFuruta(files, new Tasks(files).task(ROBOT), real);
    }

    /// {@return this robot without what its reality changes}
    EmulatedFuruta asItsFilesSay() {
        return new EmulatedFuruta(files, task, Optional.empty());
    }

    /// {@return its name in tables}
    String name() {
        return reality.map(Reality::name).orElse("same");
    }

    /// {@return its physics}
    ///
    /// @param seed of everything random
    Plant plant(long seed) {
        return RunCommand.openPlant(files, ROBOT, reality, seed);
    }

    /// {@return the longest episode, s}
    double episodeSeconds() {
        return task.timeLimit() * task.contract().robot().periodSeconds();
    }

    /// Lets something drive the robot for so many steps.
    ///
    /// @param seed of everything random
    /// @param steps of the policy, rounded up to whole episodes
    /// @param policy that drives
    /// @param learning told of each step
    void drive(long seed, long steps, Policy policy, EmulatedRobot.Learning learning) {
        var first = new EmulatedRobot.First(policy, new PolicyIdentity("measured", NO_FILE));
        var wish = new EmulatedRobot.Wish(steps, episodeSeconds(), Optional.empty());
        try (Plant plant = plant(seed);
                EmulatedRobot robot = new EmulatedRobot(files, task, plant, first, wish, learning)) {
            robot.run();
        }
    }

    /// {@return the return of each episode that a policy plays without exploration}
    ///
    /// @param policy that plays
    /// @param episodes at least, of the task's length
    List<Double> returns(ExportedPolicy policy, int episodes) {
        return returns(
                (observation, action) -> {
                    policy.act(observation, action);
                    return true;
                },
                episodes);
    }

    /// {@return the return of each episode of actions drawn evenly from all there are}
    ///
    /// @param episodes at least, of the task's length
    List<Double> randomReturns(int episodes) {
        RandomStream random = new RandomStream(HELD_OUT).split("actions");
        return returns(
                (observation, action) -> {
                    for (int i = 0; i < action.length; i++) {
                        action[i] = (float) (2 * random.nextDouble() - 1);
                    }
                    return true;
                },
                episodes);
    }

    private List<Double> returns(Policy policy, int episodes) {
        Returns returns = new Returns();
        drive(HELD_OUT, (long) episodes * task.timeLimit(), policy, returns);
        return returns.all;
    }

    /// Adds the rewards of each episode up.
    private static final class Returns implements EmulatedRobot.Learning {
        private final List<Double> all = new ArrayList<>();
        private double sum;

        @Override
        public void took(RobotStep step) {
            sum += step.reward();
            if (step.isLast()) {
                all.add(sum);
                sum = 0;
            }
        }

        @Override
        public void between() {
            // nothing to compute
        }
    }
}
