package dev.sinew.hal.emulator;

/// Motor HAT: a PCA9685 whose channels are wired to two TB6612FNG, and the motors on their terminals.
///
/// Source: Toshiba *TB6612FNG* data sheet (2014-10-01), "H-SW control function"; the wires as on the common board,
/// standby tied high:
///
/// | terminal | PWM | IN2 | IN1 |
/// |----------|-----|-----|-----|
/// | M1       | 8   | 9   | 10  |
/// | M2       | 13  | 12  | 11  |
/// | M3       | 2   | 3   | 4   |
/// | M4       | 7   | 6   | 5   |
///
/// | IN1 | IN2 | PWM | bridge                                |
/// |-----|-----|-----|---------------------------------------|
/// | H   | H   | any | short brake                           |
/// | H   | L   | H   | supply across the motor, OUT1 high    |
/// | L   | H   | H   | supply across the motor, OUT2 high    |
/// | H   | L   | L   | short brake                           |
/// | L   | H   | L   | short brake                           |
/// | L   | L   | any | open                                  |
///
/// Below its low-voltage detection (VM about 2.5 V, "Operating range") the bridge is open.
final class EmulatedMotorHat implements Bridges {
    private static final int TERMINALS = 4;
    private static final int[] PWM = {8, 13, 2, 7};
    private static final int[] IN2 = {9, 12, 3, 6};
    private static final int[] IN1 = {10, 11, 4, 5};
    private static final int NO_MOTOR = -1;
    private static final double LOWEST_SUPPLY = 2.5;

    private final Plant plant;
    private final SupplyRail supply;
    private final EmulatedPca9685 pwm;
    private final int[] joints = {NO_MOTOR, NO_MOTOR, NO_MOTOR, NO_MOTOR};
    private final int[] signs = new int[TERMINALS];

    /// A board without motors.
    ///
    /// @param plant what its motors move
    /// @param supply what feeds the bridges
    /// @param address 7-bit address of the PCA9685
    EmulatedMotorHat(Plant plant, SupplyRail supply, int address) {
        this.plant = plant;
        this.supply = supply;
        pwm = new EmulatedPca9685(plant::nanos, this::drive, address);
    }

    /// Screws a motor to a terminal.
    ///
    /// @param terminal 1-4
    /// @param joint index of the joint it moves
    /// @param sign +1 when OUT1 high turns the joint positively, else −1
    void attach(int terminal, int joint, int sign) {
        joints[terminal - 1] = joint;
        signs[terminal - 1] = sign;
    }

    /// {@return the chip on the bus}
    EmulatedPca9685 chip() {
        return pwm;
    }

    @Override
    public void drive() {
        for (int terminal = 0; terminal < TERMINALS; terminal++) {
            if (joints[terminal] != NO_MOTOR) {
                drive(terminal);
            }
        }
    }

    private void drive(int terminal) {
        if (supply.volts() < LOWEST_SUPPLY) {
            plant.drive(joints[terminal], 0, true);
            return;
        }
        boolean steady = pwm.constant(IN1[terminal]) && pwm.constant(IN2[terminal]);
        double duty = steady ? steadyDuty(terminal) : switchedDuty(terminal);
        boolean open = steady && !pwm.high(IN1[terminal], 0) && !pwm.high(IN2[terminal], 0);
        plant.drive(joints[terminal], signs[terminal] * duty * supply.share(), open);
    }

    private double steadyDuty(int terminal) {
        boolean in1 = pwm.high(IN1[terminal], 0);
        boolean in2 = pwm.high(IN2[terminal], 0);
        if (in1 == in2) {
            return 0;
        }
        double share = pwm.highSteps(PWM[terminal]) / (double) EmulatedPca9685.STEPS;
        return in1 ? share : -share;
    }

    /// The direction pins are pulsed too: the table above, step by step; open steps count as brake.
    private double switchedDuty(int terminal) {
        int sum = 0;
        for (int step = 0; step < EmulatedPca9685.STEPS; step++) {
            boolean in1 = pwm.high(IN1[terminal], step);
            if (in1 != pwm.high(IN2[terminal], step) && pwm.high(PWM[terminal], step)) {
                sum += in1 ? 1 : -1;
            }
        }
        return sum / (double) EmulatedPca9685.STEPS;
    }
}
