package dev.sinew.sim.task.balance;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.Device;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.sim.randomization.BalancerRandomization;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.world.BalancerWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// N worlds of a balancing task. Each start draws a new balancer, holds it on its stand while the robot calibrates,
/// and
/// lets it go; pushes come at random times. The reward sees the true motion, the policy only what the sensors say.
final class BalanceWorlds implements TaskWorlds {
    private static final List<String> TERMS =
            List.of("upright", "tilt", "travel", "velocity", "yaw_rate", "action", "action_change");

    private final BalancerTask settings;
    private final BalancerRandomization randomization;
    private final BalancerWorlds physics;
    private final BalanceRobot[] robots;
    private final RandomStream[] pushes;
    private final int[] untilPush;
    private final float[] observations;
    private final float[] previous;
    private final double[] terms;
    private final double[] rewards;
    private final int observationSize;
    private final int actionSize;
    private final int periodSteps;
    private final int rateHertz;

    BalanceWorlds(BalancerTask settings, List<Device.Ls7366r> encoders, BalancerWorlds physics) {
        this.settings = settings;
        this.physics = physics;
        randomization = new BalancerRandomization(settings.randomization(), settings.episode());
        PolicyContract contract = settings.contract();
        rateHertz = contract.robot().rateHertz();
        periodSteps = BalancerWorlds.STEPS_PER_SECOND / rateHertz;
        observationSize = contract.observationSize();
        actionSize = contract.actionSize();
        int count = physics.count();
        robots = new BalanceRobot[count];
        pushes = new RandomStream[count];
        for (int world = 0; world < count; world++) {
            robots[world] = new BalanceRobot(physics, world, contract, encoders);
            pushes[world] = new RandomStream(0);
        }
        untilPush = new int[count];
        observations = new float[count * observationSize];
        previous = new float[count * actionSize];
        terms = new double[count * TERMS.size()];
        rewards = new double[count];
    }

    @Override
    public int worlds() {
        return robots.length;
    }

    @Override
    public void start(int[] selected, int count, RandomStream[] streams) {
        for (int i = 0; i < count; i++) {
            int world = selected[i];
            RandomStream stream = streams[world];
            physics.hold(
                    world,
                    randomization.parameters(stream.split("parameters")),
                    randomization.start(stream.split("start")),
                    stream.split("noise"));
            pushes[world] = stream.split("push");
            schedulePush(world);
            robots[world].start(observations, world * observationSize);
            for (int j = 0; j < actionSize; j++) {
                previous[world * actionSize + j] = 0;
            }
        }
    }

    private void schedulePush(int world) {
        untilPush[world] = (int) Math.ceil(randomization.pushInterval(pushes[world]) * rateHertz);
    }

    @Override
    public void step(float[] actions) {
        for (int world = 0; world < robots.length; world++) {
            robots[world].command(actions, world * actionSize);
            if (--untilPush[world] == 0) {
                physics.push(world, randomization.push(pushes[world]));
                schedulePush(world);
            }
        }
        physics.advance(periodSteps);
        for (int world = 0; world < robots.length; world++) {
            robots[world].observe(observations, world * observationSize);
            reward(world, actions);
        }
    }

    private void reward(int world, float[] actions) {
        double squares = 0;
        double changes = 0;
        for (int j = world * actionSize; j < (world + 1) * actionSize; j++) {
            float action = Math.clamp(actions[j], -1, 1);
            squares += (double) action * action;
            changes += (double) (action - previous[j]) * (action - previous[j]);
            previous[j] = action;
        }
        BalancerTask.Reward weights = settings.reward();
        int first = world * TERMS.size();
        terms[first] = weights.upright();
        terms[first + 1] = -weights.tilt() * square(physics.tilt(world));
        terms[first + 2] = -weights.travel() * (square(physics.travel(world)) + square(physics.drift(world)));
        terms[first + 3] = -weights.velocity() * square(physics.velocity(world));
        terms[first + 4] = -weights.yawRate() * square(physics.yawRate(world));
        terms[first + 5] = -weights.action() * squares / actionSize;
        terms[first + 6] = -weights.actionChange() * changes / actionSize;
        double sum = 0;
        for (int term = 0; term < TERMS.size(); term++) {
            sum += terms[first + term];
        }
        rewards[world] = sum;
    }

    private static double square(double value) {
        return value * value;
    }

    @Override
    public void observe(int world, float[] out, int offset) {
        System.arraycopy(observations, world * observationSize, out, offset, observationSize);
    }

    @Override
    public double reward(int world) {
        return rewards[world];
    }

    @Override
    public boolean terminated(int world) {
        double away = Math.hypot(physics.travel(world), physics.drift(world));
        return robots[world].stopped()
                || Math.abs(physics.tilt(world)) > settings.episode().tilt()
                || away > settings.episode().travel();
    }

    @Override
    public Optional<String> instability(int world) {
        return physics.unstable(world) ? Optional.of("MuJoCo warned of its physics") : Optional.empty();
    }

    @Override
    public List<String> rewardTerms() {
        return TERMS;
    }

    @Override
    public double rewardTerm(int world, int term) {
        return terms[world * TERMS.size() + term];
    }

    @Override
    public void save(DataOutput out) throws IOException {
        physics.save(out);
        for (int world = 0; world < robots.length; world++) {
            robots[world].save(out);
            pushes[world].save(out);
            out.writeInt(untilPush[world]);
        }
        for (float entry : observations) {
            out.writeFloat(entry);
        }
        for (float entry : previous) {
            out.writeFloat(entry);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        physics.restore(in);
        for (int world = 0; world < robots.length; world++) {
            robots[world].restore(in);
            pushes[world].restore(in);
            untilPush[world] = in.readInt();
        }
        for (int i = 0; i < observations.length; i++) {
            observations[i] = in.readFloat();
        }
        for (int i = 0; i < previous.length; i++) {
            previous[i] = in.readFloat();
        }
    }

    @Override
    public void close() {
        physics.close();
    }
}
