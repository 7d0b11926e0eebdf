package dev.sinew.config.robot;

/// One device of a robot and where it is wired: one entry of `wiring.yaml`.
public sealed interface Device {
    /// MPU6050 IMU.
    ///
    /// @param bus I2C bus number
    /// @param address 7-bit address, 0x68 or 0x69
    /// @param mounting which chip axis each base axis is
    record Mpu6050(int bus, int address, AxisMap mounting) implements Device {}

    /// Motor HAT: PCA9685 driving two TB6612.
    ///
    /// @param bus I2C bus number
    /// @param address 7-bit address, 0x60 as shipped
    /// @param pwmHertz PWM frequency, Hz
    record MotorHat(int bus, int address, int pwmHertz) implements Device {}

    /// One motor on the Motor HAT.
    ///
    /// @param joint name of the joint it drives
    /// @param terminal M1-M4 as 1-4
    /// @param sign +1 when a positive voltage turns the joint positively, else −1
    record HatMotor(String joint, int terminal, int sign) implements Device {}

    /// DRV8871 H-bridge on two PWM channels of the header.
    ///
    /// @param joint name of the joint it drives
    /// @param pwmHertz PWM frequency, Hz
    /// @param in1 channel of the input IN1
    /// @param in2 channel of the input IN2
    /// @param sign +1 when OUT1 positive turns the joint positively, else −1
    record Drv8871(String joint, int pwmHertz, int in1, int in2, int sign) implements Device {
        private static final long NANOS_PER_SECOND = 1_000_000_000;

        /// {@return the PWM period, ns}
        public long periodNanos() {
            return NANOS_PER_SECOND / pwmHertz;
        }
    }

    /// LS7366R quadrature counter.
    ///
    /// @param bus SPI bus number
    /// @param chipSelect chip select number
    /// @param joint name of the joint whose encoder it counts
    /// @param countsPerRevolution counts (x4) per turn of the joint
    /// @param sign +1 when counts rise as the joint turns positively, else −1
    record Ls7366r(int bus, int chipSelect, String joint, double countsPerRevolution, int sign) implements Device {}

    /// INA219 power monitor on the motor supply.
    ///
    /// @param bus I2C bus number
    /// @param address 7-bit address, 0x40-0x4F
    /// @param shuntOhms shunt resistance, Ω
    record Ina219(int bus, int address, double shuntOhms) implements Device {}

    /// The line that switches the motor supply: high is on, low (also undriven, by a pull-down) is off.
    ///
    /// @param line GPIO number
    record SupplyEnable(int line) implements Device {}

    /// The line that the supervisor turns over again and again while the control loop ticks. Hardware between the
    /// board and the supply's switch (a charge pump or a retriggerable one-shot) takes the motor supply away when it
    /// stands still at either level, as it does once the process, the kernel or the board has died.
    ///
    /// @param line GPIO number
    record Heartbeat(int line) implements Device {}

    /// Normally-closed emergency stop to ground with pull-up: low is released, high is pressed or a broken wire.
    ///
    /// @param line GPIO number
    record EmergencyStop(int line) implements Device {}
}
