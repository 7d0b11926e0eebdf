package dev.sinew.sim.randomization;

import dev.sinew.config.document.Span;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.JointTask;
import dev.sinew.sim.world.JointParameters;
import java.util.List;

/// Draws robots that their files alone describe. Every number is drawn from its range evenly, for each episode anew,
/// around the nominal value.
public final class JointRandomization {
    private final JointTask.Randomization ranges;
    private final List<JointTask.Start> starts;

    /// Draws from the ranges of a task.
    ///
    /// @param task whose ranges and starts
    public JointRandomization(JointTask task) {
        ranges = task.randomization();
        starts = task.episode().starts();
    }

    /// {@return a robot}
    ///
    /// @param random draws come from it
    public JointParameters parameters(RandomStream random) {
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
