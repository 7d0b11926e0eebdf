package dev.sinew.sim.task.joint;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.JointTask;
import dev.sinew.hal.task.Motion;
import dev.sinew.hal.task.TaskScore;
import dev.sinew.sim.randomization.JointRandomization;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.world.JointMotion;
import dev.sinew.sim.world.JointWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// N worlds of a task about joints. Each start draws a new robot and where its joints are. The reward sees the true
/// motion, the policy only what the sensors say; an episode ends early when the robot's own gate stops it.
final class JointTaskWorlds implements TaskWorlds {
    private final JointRandomization randomization;
    private final JointWorlds physics;
    private final JointRobot[] robots;
    private final TaskScore[] scores;
    private final Motion[] motions;
    private final List<String> terms;
    private final float[] observations;
    private final int observationSize;
    private final int actionSize;
    private final int periodSteps;
    private final double[] positions;
    private final double[] velocities;

    JointTaskWorlds(JointTask settings, JointRandomization randomization, Wiring wiring, JointWorlds physics) {
        this.physics = physics;
        this.randomization = randomization;
        PolicyContract contract = settings.contract();
        int rateHertz = contract.robot().rateHertz();
        if (JointWorlds.STEPS_PER_SECOND % rateHertz != 0) {
            throw new IllegalArgumentException(
                    "control rate must divide " + JointWorlds.STEPS_PER_SECOND + " Hz, was " + rateHertz);
        }
        periodSteps = JointWorlds.STEPS_PER_SECOND / rateHertz;
        observationSize = contract.observationSize();
        actionSize = contract.actionSize();
        int count = physics.count();
        robots = new JointRobot[count];
        scores = new TaskScore[count];
        motions = new Motion[count];
        for (int world = 0; world < count; world++) {
            robots[world] = new JointRobot(physics, world, contract, wiring);
            scores[world] = TaskScore.of(settings);
            motions[world] = new JointMotion(physics, world);
        }
        terms = IntStream.range(0, scores[0].terms()).mapToObj(scores[0]::name).toList();
        observations = new float[count * observationSize];
        positions = new double[contract.robot().joints().size()];
        velocities = new double[positions.length];
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
            randomization.start(stream.split("start"), positions, velocities);
            physics.start(world, randomization.parameters(stream.split("parameters")), positions, velocities);
            scores[world].start();
            robots[world].start(observations, world * observationSize);
        }
    }

    @Override
    public void step(float[] actions) {
        for (int world = 0; world < robots.length; world++) {
            robots[world].command(actions, world * actionSize);
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
            scores[world].restore(in);
        }
        for (int i = 0; i < observations.length; i++) {
            observations[i] = in.readFloat();
        }
    }

    /// {@return the robot of a world}
    ///
    /// @param world index
    JointRobot robot(int world) {
        return robots[world];
    }

    @Override
    public void close() {
        physics.close();
    }
}
