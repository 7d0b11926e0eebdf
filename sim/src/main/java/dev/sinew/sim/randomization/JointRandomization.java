package dev.sinew.sim.randomization;

import dev.sinew.config.document.Span;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.task.JointTask;
import dev.sinew.sim.world.Differences;
import dev.sinew.sim.world.JointParameters;
import java.util.List;
import java.util.Optional;

/// Draws robots that their files alone describe. Every number is drawn from its range evenly, for each episode anew,
/// around the nominal value.
public final class JointRandomization {
    private final JointTask.Randomization ranges;
    private final List<JointTask.Start> starts;
    private final Optional<JointParameters> only;

    /// Draws from the ranges of a task.
    ///
    /// @param task whose ranges and starts
    public JointRandomization(JointTask task) {
        this(task, Optional.empty());
    }

    private JointRandomization(JointTask task, Optional<JointParameters> only) {
        ranges = task.randomization();
        starts = task.episode().starts();
        this.only = only;
    }

    /// {@return draws of starts alone: the robot is the same in each episode, the one of a reality}
    ///
    /// @param task whose starts
    /// @param reality of the task's robot
    public static JointRandomization of(JointTask task, Reality reality) {
        int joints = task.contract().robot().joints().size();
        return new JointRandomization(task, Optional.of(Differences.in(reality, JointParameters.nominal(joints))));
    }

    /// {@return a robot}
    ///
    /// @param random draws come from it
    public JointParameters parameters(RandomStream random) {
        return only.orElseGet(() -> draw(random));
    }

    private JointParameters draw(RandomStream random) {
        return new JointParameters(
                ranges.bodies().stream()
                        .map(body -> new JointParameters.Body(body.body(), draw(body.mass(), random)))
                        .toList(),
                ranges.joints().stream()
                        .map(joint -> new JointParameters.OneJoint(
                                draw(joint.friction(), random),
                                draw(joint.damping(), random),
                                draw(joint.zero(), random),
                                draw(joint.constant(), random),
                                draw(joint.resistance(), random)))
                        .toList(),
                draw(ranges.supply().voltage(), random),
                draw(ranges.supply().resistance(), random),
                draw(ranges.delay(), random));
    }

    /// Draws where the joints start.
    ///
    /// @param random draws come from it
    /// @param positions true angles, rad, `[joints]`, filled
    /// @param velocities rad/s, `[joints]`, filled
    public void start(RandomStream random, double[] positions, double[] velocities) {
        for (int joint = 0; joint < positions.length; joint++) {
            positions[joint] = draw(starts.get(joint).position(), random);
            velocities[joint] = draw(starts.get(joint).velocity(), random);
        }
    }

    private static double draw(Span range, RandomStream random) {
        return range.at(random.nextDouble());
    }
}
