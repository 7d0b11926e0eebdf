package dev.sinew.sim.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A battery that feeds motor bridges: what voltage is left and what current flows.
///
/// A bridge at duty `d` puts `d·V` across its motor and draws `d` times the motor's current:
/// `i = (d·V − Kₑ·ω)/R`. The battery's own resistance closes the loop, which is linear in V:
/// `V = (V₀ + R₀·Σ d·Kₑ·ω/R) / (1 + R₀·Σ d²/R)`.
final class MotorSupply {
    /// Nominal winding resistance of the 12 V MP motor: 12 V / 1.8 A stall, Ω.
    static final double RESISTANCE = 12 / 1.8;

    /// Nominal back-EMF at the wheel: 12 V / 17.1 rad/s, V·s/rad.
    static final double BACK_EMF = 12 / 17.1;

    private final double openCircuit;
    private final double ohms;
    private double feedback;
    private double load;
    private double voltage;

    /// @param openCircuit voltage without load, V
    /// @param ohms of battery and wires, Ω
    MotorSupply(double openCircuit, double ohms) {
        this.openCircuit = openCircuit;
        this.ohms = ohms;
        voltage = openCircuit;
    }

    /// Forgets the bridges of the last tick.
    void clear() {
        feedback = 0;
        load = 0;
    }

    /// Adds one driven bridge.
    ///
    /// @param duty −1 to 1
    /// @param omega wheel speed, rad/s
    /// @param motor factors of the motor
    void add(double duty, double omega, BalancerParameters.Motor motor) {
        double resistance = RESISTANCE * motor.resistance();
        feedback += duty * BACK_EMF * motor.constant() * omega / resistance;
        load += duty * duty / resistance;
    }

    /// Adds one driven bridge of any robot.
    ///
    /// @param duty −1 to 1
    /// @param omega joint speed, rad/s
    /// @param resistance of the winding, Ω
    /// @param backEmf at the joint, V·s/rad
    void add(double duty, double omega, double resistance, double backEmf) {
        feedback += duty * backEmf * omega / resistance;
        load += duty * duty / resistance;
    }

    /// Closes the loop over the bridges added.
    void solve() {
        voltage = (openCircuit + ohms * feedback) / (1 + ohms * load);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(feedback);
        out.writeDouble(load);
        out.writeDouble(voltage);
    }

    void restore(DataInput in) throws IOException {
        feedback = in.readDouble();
        load = in.readDouble();
        voltage = in.readDouble();
    }

    /// {@return voltage at the bridges, V}
    double voltage() {
        return voltage;
    }

    /// {@return current out of the battery, A; negative while braking feeds it}
    double current() {
        return load * voltage - feedback;
    }
}
