package dev.sinew.hal.motor;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.MonotonicClock;
import java.util.List;

/// Motor HAT: four DC motors on two TB6612FNG, driven by the channels of a PCA9685 on I2C.
///
/// Sources: NXP *PCA9685* rev. 4, §7.3 (registers), §7.3.3 (PWM), §7.3.4 (all channels), §7.3.5 (prescaler); Toshiba
/// *TB6612FNG* (2014-10-01), "H-SW control function"; channels as on the common board, standby tied high:
///
/// | terminal | PWM | IN2 | IN1 |
/// |----------|-----|-----|-----|
/// | M1       | 8   | 9   | 10  |
/// | M2       | 13  | 12  | 11  |
/// | M3       | 2   | 3   | 4   |
/// | M4       | 7   | 6   | 5   |
///
/// | register      | address | set to    | why                                                         |
/// |---------------|---------|-----------|-------------------------------------------------------------|
/// | MODE1         | 00      | 10        | asleep, so that the prescaler can be written                |
/// | PRE_SCALE     | FE      | computed  | 25 MHz / (4096 · frequency) − 1, at least 3                 |
/// | MODE2         | 01      | 04        | push-pull outputs that change at the STOP                   |
/// | MODE1         | 00      | 20        | awake, auto-increment, no group address                     |
/// | LEDn          | 06 + 4n | each tick | ON low, ON high, OFF low, OFF high; b4 of a high byte: full |
/// | ALL_LED_OFF_H | FD      | 10        | every channel full off                                      |
///
/// A positive duty drives IN1 high and IN2 low; between the pulses the bridge brakes, so that the mean voltage is the
/// duty times the supply. Duty 0 is the short brake. All motors change in one burst at one STOP. The chip keeps its
/// last outputs when its host dies: that is what the supply enable line is for.
public final class MotorHat {
    private static final int[] PWM = {8, 13, 2, 7};
    private static final int[] IN2 = {9, 12, 3, 6};
    private static final int[] IN1 = {10, 11, 4, 5};
    private static final int MODE1 = 0x00;
    private static final int MODE2 = 0x01;
    private static final int LED0 = 0x06;
    private static final int ALL_LED_OFF_H = 0xFD;
    private static final int PRE_SCALE = 0xFE;
    private static final int RESTART = 0x80;
    private static final int ASLEEP = 0x10;
    private static final int AWAKE = 0x20;
    private static final int PUSH_PULL = 0x04;
    private static final byte FULL = 0x10;
    private static final int STEPS = 4096;
    private static final int BYTES = 4;
    private static final double OSCILLATOR = 25e6;
    private static final int LOWEST_HERTZ = 24;
    private static final int HIGHEST_HERTZ = 1600; // as this board is used; the prescaler's end makes 1526 of it
    private static final int LEAST_PRE_SCALE = 3;
    private static final long OSCILLATOR_NANOS = 5_000_000; // the sheet asks for 0.5 ms

    private final I2cBus bus;
    private final int address;
    private final int preScale;
    private final MonotonicClock clock;
    private final int firstChannel;
    private final byte[] frame;
    private final byte[] out = new byte[2];
    private final byte[] in = new byte[2];

    /// Touches nothing yet.
    ///
    /// @param bus I2C bus
    /// @param address 7-bit address, 0x60 as shipped
    /// @param pwmHertz PWM frequency, 24-1600 Hz
    /// @param terminals with a motor: 1-4 for M1-M4, at least one
    /// @param clock to wait by while configuring
    public MotorHat(I2cBus bus, int address, int pwmHertz, List<Integer> terminals, MonotonicClock clock) {
        if (pwmHertz < LOWEST_HERTZ || pwmHertz > HIGHEST_HERTZ) {
            throw new IllegalArgumentException("motor HAT PWM must be 24-1600 Hz, was " + pwmHertz);
        }
        if (terminals.isEmpty()) {
            throw new IllegalArgumentException("motor HAT must have a motor on one terminal at least, was none");
        }
        this.bus = bus;
        this.address = address;
        this.clock = clock;
        preScale = Math.max(LEAST_PRE_SCALE, (int) Math.round(OSCILLATOR / (STEPS * (double) pwmHertz)) - 1);
        int lowest = Integer.MAX_VALUE;
        int highest = 0;
        for (int terminal : terminals) {
            int index = index(terminal);
            lowest = Math.min(lowest, Math.min(PWM[index], IN1[index]));
            highest = Math.max(highest, Math.max(PWM[index], IN1[index]));
        }
        firstChannel = lowest;
        frame = new byte[1 + BYTES * (highest - lowest + 1)];
        frame[0] = (byte) (LED0 + BYTES * lowest);
        stageAllOff();
    }

    /// Switches every channel off and sets the chip up; takes 5 ms. Motors coast.
    ///
    /// @throws BusException when it does not answer or does not take its settings
    public void configure() {
        require(release());
        set(MODE1, ASLEEP);
        set(PRE_SCALE, preScale);
        set(MODE2, PUSH_PULL);
        set(MODE1, AWAKE);
        clock.sleepUntil(clock.nanos() + OSCILLATOR_NANOS);
        require(read(PRE_SCALE, 1));
        expect("PRE_SCALE", preScale, in[0] & 0xFF);
        require(read(MODE1, 2));
        expect("MODE1", AWAKE, in[0] & 0xFF & ~RESTART);
        expect("MODE2", PUSH_PULL, in[1] & 0xFF);
    }

    /// Stages the duty of one motor for the next [#write]. Rounds to 1/4096.
    ///
    /// @param terminal 1-4, one of those given at construction
    /// @param duty share of the supply across the motor, OUT1 positive, −1 to 1; beyond it ends there, and NaN brakes
    public void duty(int terminal, double duty) {
        int motor = index(terminal);
        int steps = (int) Math.rint(Math.clamp(Math.abs(duty), 0, 1) * STEPS);
        boolean reverse = duty < 0;
        stage(IN1[motor], reverse ? 0 : STEPS);
        stage(IN2[motor], reverse ? STEPS : 0);
        stage(PWM[motor], steps);
    }

    /// Writes what is staged: all motors in one transfer. Allocates nothing.
    ///
    /// @return how it ended
    public BusStatus write() {
        return bus.write(address, frame, frame.length);
    }

    /// Opens all bridges: motors coast. Two bytes, whatever was staged; stages the same.
    ///
    /// @return how it ended
    public BusStatus release() {
        stageAllOff();
        out[0] = (byte) ALL_LED_OFF_H;
        out[1] = FULL;
        return bus.write(address, out, 2);
    }

    /// Looks whether the chip still has its settings; it loses them when its supply dips.
    ///
    /// @return [BusStatus#CHECKSUM] when it does not; it needs [#configure] then
    public BusStatus verify() {
        BusStatus status = read(MODE1, 2);
        if (status != BusStatus.OK) {
            return status;
        }
        boolean stands = (in[0] & 0xFF & ~RESTART) == AWAKE && in[1] == PUSH_PULL;
        return stands ? BusStatus.OK : BusStatus.CHECKSUM;
    }

    private static int index(int terminal) {
        if (terminal < 1 || terminal > PWM.length) {
            throw new IllegalArgumentException("motor HAT terminal must be 1-4, was " + terminal);
        }
        return terminal - 1;
    }

    private void stageAllOff() {
        for (int channel = 0; channel < (frame.length - 1) / BYTES; channel++) {
            stage(firstChannel + channel, 0);
        }
    }

    /// One channel's four bytes: high from step 0 for `steps` of 4096.
    private void stage(int channel, int steps) {
        int at = 1 + BYTES * (channel - firstChannel);
        frame[at] = 0;
        frame[at + 1] = steps == STEPS ? FULL : 0;
        frame[at + 2] = (byte) (steps == STEPS ? 0 : steps);
        frame[at + 3] = steps == STEPS ? 0 : steps == 0 ? FULL : (byte) (steps >> 8);
    }

    private void set(int register, int value) {
        out[0] = (byte) register;
        out[1] = (byte) value;
        require(bus.write(address, out, 2));
    }

    private BusStatus read(int register, int length) {
        out[0] = (byte) register;
        return bus.writeRead(address, out, 1, in, length);
    }

    private void require(BusStatus status) {
        if (status != BusStatus.OK) {
            throw new BusException("motor HAT at I2C address 0x%02X must answer with OK, was %s: check its seat"
                    .formatted(address, status));
        }
    }

    private void expect(String register, int expected, int found) {
        if (found != expected) {
            throw new BusException("motor HAT at I2C address 0x%02X: %s must be 0x%02X, was 0x%02X"
                    .formatted(address, register, expected, found));
        }
    }
}
