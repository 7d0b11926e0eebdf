package dev.sinew.sim.world;

import dev.sinew.config.reality.Reality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plants the differences of a [Reality] into a robot: factors multiply, offsets are added. Factors of 1 and offsets
/// of 0 leave every bit.
public final class Differences {
    private static final String BASE = "base";

    private Differences() {}

    /// {@return a robot on a base that stands still, as it is in a reality}
    ///
    /// @param built the robot without the differences
    /// @param reality of a robot with as many joints
    public static JointParameters in(Reality reality, JointParameters built) {
        Map<String, Double> masses = new LinkedHashMap<>();
        built.bodies().forEach(body -> masses.put(body.body(), body.mass()));
        reality.bodies().forEach(body -> masses.merge(body.body(), body.mass(), (one, other) -> one * other));
        List<JointParameters.OneJoint> joints = new ArrayList<>();
        for (int j = 0; j < built.joints().size(); j++) {
            joints.add(in(reality.joints().get(j), built.joints().get(j)));
        }
        return new JointParameters(
                masses.entrySet().stream()
                        .map(body -> new JointParameters.Body(body.getKey(), body.getValue()))
                        .toList(),
                joints,
                built.supplyVolts() + reality.supply().volts(),
                built.supplyOhms() + reality.supply().ohms(),
                built.delaySeconds() + reality.delaySeconds());
    }

    private static JointParameters.OneJoint in(Reality.OneJoint reality, JointParameters.OneJoint built) {
        return new JointParameters.OneJoint(
                built.friction() * reality.friction(),
                built.damping() * reality.damping(),
                built.zero() + reality.zero(),
                built.constant() * reality.motorConstant(),
                built.resistance() * reality.resistance());
    }

    /// {@return a balancer as it is in a reality}
    ///
    /// @param built the balancer without the differences
    /// @param reality of a balancer
    public static BalancerParameters in(Reality reality, BalancerParameters built) {
        Axes bias = built.imu().gyroscopeBias();
        double more = reality.imu().gyroscopeBias();
        return new BalancerParameters(
                built.mass() * reality.mass(BASE),
                built.centerOfMass(),
                built.wheelFriction() * reality.wheelFriction(),
                in(reality.joints().get(0), built.left()),
                in(reality.joints().get(1), built.right()),
                built.delaySeconds() + reality.delaySeconds(),
                new BalancerParameters.Supply(
                        built.supply().volts() + reality.supply().volts(),
                        built.supply().ohms() + reality.supply().ohms()),
                new BalancerParameters.Imu(
                        new Axes(bias.x() + more, bias.y() + more, bias.z() + more),
                        built.imu().mounting() + reality.imu().mounting()));
    }

    private static BalancerParameters.Motor in(Reality.OneJoint reality, BalancerParameters.Motor built) {
        return new BalancerParameters.Motor(
                built.constant() * reality.motorConstant(),
                built.resistance() * reality.resistance(),
                built.friction() * reality.friction());
    }
}
