package dev.sinew.hal.safety;

/// Joint targets that may reach an actuator. Only [SafetyGate] makes them: code that writes to a robot takes this
/// type, so that a way around the gate does not compile.
///
/// One instance per gate, filled anew by each judgement and valid until the next. Same thread as the gate.
public final class SafeTargets {
    private final double[] values;
    private Verdict verdict = Verdict.STOP;
    private Fault fault = Fault.NONE;

    SafeTargets(int joints) {
        values = new double[joints];
    }

    void set(int joint, double value) {
        values[joint] = value;
    }

    void conclude(Verdict verdict, Fault fault) {
        this.verdict = verdict;
        this.fault = fault;
    }

    /// {@return the number of joints}
    public int size() {
        return values.length;
    }

    /// {@return the target of joint `joint`, in the unit of its command mode: finite and within the joint's limits,
    /// whatever the verdict. After a stop it is 0, or the last target of a position-controlled joint}
    ///
    /// @param joint index in joint order
    public double get(int joint) {
        return values[joint];
    }

    /// {@return what the gate made of this tick}
    public Verdict verdict() {
        return verdict;
    }

    /// {@return why the verdict is [Verdict#STOP]; [Fault#NONE] for any other verdict and while not armed}
    public Fault fault() {
        return fault;
    }
}
