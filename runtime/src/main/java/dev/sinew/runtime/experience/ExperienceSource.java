package dev.sinew.runtime.experience;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import java.util.function.IntFunction;

/// Whose experience it is and how it is valued.
///
/// @param shape of the stream
/// @param contract of the policies
/// @param score of the task, with as many terms as the shape names
/// @param policies the policy with a number that tick records name
public record ExperienceSource(
        ExperienceShape shape, PolicyContract contract, Score score, IntFunction<PolicyIdentity> policies) {
    /// Refuses a shape that is another robot's.
    public ExperienceSource {
        if (!ExperienceShape.of(contract, shape.rewardTerms()).equals(shape)) {
            throw new IllegalArgumentException("shape of the experience must be the contract's of robot '"
                    + contract.robot().name() + "', was of robot '" + shape.robot() + "' or another contract");
        }
    }
}
