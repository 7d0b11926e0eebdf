package dev.sinew.sim.task.balance;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.hal.task.Motion;
import dev.sinew.hal.task.TaskScore;
import dev.sinew.sim.randomization.BalancerRandomization;
import dev.sinew.sim.randomization.PushSchedule;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.world.BalancerMotion;
import dev.sinew.sim.world.BalancerWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// N worlds of a balancing task. Each start draws a new balancer, holds it on its stand while the robot calibrates,
/// and lets it go; pushes come at random times. The reward sees the true motion, the policy only what the sensors
/// say.
final class BalanceWorlds implements TaskWorlds {
    private final BalancerRandomization randomization;
    private final BalancerWorlds physics;
    private final BalanceRobot[] robots;
    private final TaskScore[] scores;
    private final Motion[] motions;
    private final List<String> terms;
    private final PushSchedule[] pushes;
    private final float[] observations;
    private final int observationSize;
    private final int actionSize;
    private final int periodSteps;

    BalanceWorlds(BalancerTask settings, BalancerRandomization randomization, Wiring wiring, BalancerWorlds physics) {
        this.physics = physics;
        this.randomization = randomization;
        PolicyContract contract = settings.contract();
        int rateHertz = contract.robot().rateHertz();
        if (BalancerWorlds.STEPS_PER_SECOND % rateHertz != 0) {
            throw new IllegalArgumentException(
                    "control rate must divide " + BalancerWorlds.STEPS_PER_SECOND + " Hz, was " + rateHertz);
        }
        periodSteps = BalancerWorlds.STEPS_PER_SECOND / rateHertz;
        observationSize = contract.observationSize();
        actionSize = contract.actionSize();
        int count = physics.count();
        robots = new BalanceRobot[count];
        scores = new TaskScore[count];
        motions = new Motion[count];
        pushes = new PushSchedule[count];
        for (int world = 0; world < count; world++) {
            robots[world] = new BalanceRobot(physics, world, contract, wiring);
            scores[world] = TaskScore.of(settings);
            motions[world] = new BalancerMotion(physics, world);
            pushes[world] = new PushSchedule(randomization, rateHertz);
        }
        terms = IntStream.range(0, scores[0].terms()).mapToObj(scores[0]::name).toList();
        observations = new float[count * observationSize];
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
            pushes[world].start(stream.split("push"));
            scores[world].start();
            robots[world].start(observations, world * observationSize);
        }
    }

    @Override
    public void step(float[] actions) {
        for (int world = 0; world < robots.length; world++) {
            robots[world].command(actions, world * actionSize);
            physics.push(world, pushes[world].tick());
        }
        physics.advance(periodSteps);
        for (int world = 0; world < robots.length; world++) {
            robots[world].observe(observations, world * observationSize);
            scores[world].step(motions[world], actions, world * actionSize, robots[world].stopped());
        }
    }

    @Override
    public void observe(int world, float[] out, int offset) {
        System.arraycopy(observations, world * observationSize, out, offset, observationSize);
    }

    @Override
    public double reward(int world) {
        return scores[world].reward();
    }

    @Override
    public boolean terminated(int world) {
        return robots[world].stopped() || scores[world].failed(motions[world]);
    }

    @Override
    public Optional<String> instability(int world) {
        return physics.instability(world);
    }

    @Override
    public List<String> rewardTerms() {
        return terms;
    }

    @Override
    public double rewardTerm(int world, int term) {
        return scores[world].term(term);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        physics.save(out);
        for (int world = 0; world < robots.length; world++) {
            robots[world].save(out);
            pushes[world].save(out);
            scores[world].save(out);
        }
        for (float entry : observations) {
            out.writeFloat(entry);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        physics.restore(in);
        for (int world = 0; world < robots.length; world++) {
            robots[world].restore(in);
            pushes[world].restore(in);
            scores[world].restore(in);
        }
        for (int i = 0; i < observations.length; i++) {
            observations[i] = in.readFloat();
        }
    }

    /// {@return the robot of a world}
    ///
    /// @param world index
    BalanceRobot robot(int world) {
        return robots[world];
    }

    /// {@return the true motion of a world}
    ///
    /// @param world index
    Motion motion(int world) {
        return motions[world];
    }

    @Override
    public void close() {
        physics.close();
    }
}
