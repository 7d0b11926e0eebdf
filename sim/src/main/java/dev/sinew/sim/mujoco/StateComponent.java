package dev.sinew.sim.mujoco;

/// The parts of a state row, in their order in the row (`mjtState`). The row and the warning counters are the whole
/// simulation.
public enum StateComponent {
    /// Time, s, `[1]`.
    TIME(0),
    /// Generalised positions, `[nq]`.
    POSITION(1),
    /// Generalised velocities, `[nv]`.
    VELOCITY(2),
    /// Actuator activations, `[na]`.
    ACTIVATION(3),
    /// Delay buffers of actuators and sensors, `[nhistory]`.
    HISTORY(4),
    /// Accelerations the solver starts from, `[nv]`.
    WARM_START(5),
    /// Controls, `[nu]`.
    CONTROL(6),
    /// Generalised forces applied from outside, `[nv]`.
    APPLIED_GENERALIZED_FORCE(7),
    /// Force and torque applied at each body's centre of mass from outside, `[6·nbody]`, N and N·m.
    APPLIED_FORCE(8),
    /// Whether each equality constraint is on, 1 or 0, `[neq]`.
    EQUALITY_ACTIVE(9),
    /// Positions of mocap bodies, `[3·nmocap]`, m.
    MOCAP_POSITION(10),
    /// Orientations of mocap bodies, `[4·nmocap]`, w x y z.
    MOCAP_ORIENTATION(11),
    /// The user's own, `[nuserdata]`.
    USER(12),
    /// States of plugins, `[npluginstate]`.
    PLUGIN(13),
    /// Rest lengths of plastic joints, `[nplastic]`.
    PLASTIC(14);

    /// All components, `mjSTATE_INTEGRATION`.
    static final int ALL = (1 << 15) - 1;

    private final int bit;

    StateComponent(int bit) {
        this.bit = bit;
    }

    int mask() {
        return 1 << bit;
    }
}
