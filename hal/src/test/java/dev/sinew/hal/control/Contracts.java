package dev.sinew.hal.control;

import dev.sinew.config.contract.ActionMapping;
import dev.sinew.config.contract.Encoding;
import dev.sinew.config.contract.JointConvention;
import dev.sinew.config.contract.Normalization;
import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.hal.safety.TwoWheels;
import java.util.List;

/// Contracts for tests: two wheels of which the right one is seen the other way round.
final class Contracts {
    private Contracts() {}

    static PolicyContract with(ObservationTerm... terms) {
        return with(TwoWheels.description(), List.of(terms));
    }

    static PolicyContract with(RobotDescription robot, List<ObservationTerm> terms) {
        int size = terms.stream().mapToInt(term -> term.size(robot)).sum();
        return new PolicyContract(
                robot,
                "balancer",
                0.02,
                List.of(new JointConvention("left_wheel", 1, 0.5), new JointConvention("right_wheel", -1, -0.25)),
                terms,
                List.of(new ActionMapping("left_wheel", 8, 0.5), new ActionMapping("right_wheel", 4, 0)),
                Normalization.identity(size));
    }

    /// All six terms, three of them with history.
    static PolicyContract whole() {
        return with(
                new ObservationTerm.Tilt(new Encoding(1, 1.6, 4)),
                new ObservationTerm.TiltRate(new Encoding(0.5, 10, 1)),
                new ObservationTerm.YawRate(new Encoding(0.5, 10, 1)),
                new ObservationTerm.JointPosition(new Encoding(1, 50, 1)),
                new ObservationTerm.JointVelocity(new Encoding(0.1, 2, 2)),
                new ObservationTerm.PreviousAction(new Encoding(1, 1, 3)));
    }
}
