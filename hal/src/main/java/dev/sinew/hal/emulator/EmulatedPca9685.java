package dev.sinew.hal.emulator;

import java.util.function.LongSupplier;

/// PCA9685 16-channel 12-bit PWM controller at register level, on its internal oscillator.
///
/// Source: NXP *PCA9685* product data sheet rev. 4, §7.2 (control register), §7.3 with table 4 (registers), §7.3.1.1
/// (restart), §7.3.3 (PWM), §7.6 (software reset).
///
/// | register     | address  | reset       | here                                                           |
/// |--------------|----------|-------------|----------------------------------------------------------------|
/// | MODE1        | 00       | 11          | b7 RESTART, b6 EXTCLK, b5 AI, b4 SLEEP, b3:1 SUBn, b0 ALLCALL  |
/// | MODE2        | 01       | 04          | b4 INVRT, b3 OCH, b2 OUTDRV, b1:0 OUTNE                        |
/// | SUBADRn      | 02-04    | E2, E4, E8  | further addresses, b7:1                                        |
/// | ALLCALLADR   | 05       | E0          | b7:1                                                           |
/// | LEDn         | 06 + 4·n | 00 00 00 10 | ON low, ON high (b4 full on), OFF low, OFF high (b4 full off)  |
/// | ALL_LED      | FA-FD    | 00          | writes all channels, reads zero                                |
/// | PRE_SCALE    | FE       | 1E          | writable only while SLEEP is set; at least 3                   |
///
/// All outputs change together at the STOP (MODE2 OCH = 0).
final class EmulatedPca9685 implements I2cChip {
    /// Steps of one PWM period.
    static final int STEPS = 4096;

    private static final int CHANNELS = 16;
    private static final int MODE1 = 0x00;
    private static final int MODE2 = 0x01;
    private static final int SUBADR1 = 0x02;
    private static final int ALLCALLADR = 0x05;
    private static final int LED0 = 0x06;
    private static final int LED_END = 0x46;
    private static final int ALL_LED = 0xFA;
    private static final int PRE_SCALE = 0xFE;
    private static final int TEST_MODE = 0xFF;
    private static final int RESTART = 0x80;
    private static final int EXTCLK = 0x40;
    private static final int AUTO_INCREMENT = 0x20;
    private static final int SLEEP = 0x10;
    private static final int ALLCALL = 0x01;
    private static final int FULL_HIGH = 0x1000; // b4 of the high byte
    private static final int LEAST_PRE_SCALE = 3;
    private static final int SOFTWARE_RESET = 0x06;
    private static final long OSCILLATOR_START_NANOS = 500_000; // §7.3.1, maximum

    private final LongSupplier nanos;
    private final Runnable outputsMayChange;
    private final int address;
    private final RegisterFile registers = new RegisterFile(0x100);
    private final ChipFaults faults = new ChipFaults();
    private final int[] on = new int[CHANNELS];
    private final int[] off = new int[CHANNELS];
    private int pointer;
    private boolean pointerNext;
    private boolean generalCall;
    private boolean halted;
    private long oscillatorAt;

    /// A chip after power-up: asleep, every channel off.
    ///
    /// @param nanos time, ns
    /// @param outputsMayChange runs after every STOP
    /// @param address 7-bit address, 0x40-0x7F
    EmulatedPca9685(LongSupplier nanos, Runnable outputsMayChange, int address) {
        this.nanos = nanos;
        this.outputsMayChange = outputsMayChange;
        this.address = address;
        registers.declare(MODE1, 0x11, 0x3F);
        registers.declare(MODE2, 0x04, 0x1F);
        registers.declare(SUBADR1, 0xE2, 0xFE);
        registers.declare(SUBADR1 + 1, 0xE4, 0xFE);
        registers.declare(SUBADR1 + 2, 0xE8, 0xFE);
        registers.declare(ALLCALLADR, 0xE0, 0xFE);
        for (int led = LED0; led < LED_END; led += 4) {
            registers.declare(led, 0x00, 0xFF);
            registers.declare(led + 1, 0x00, 0x1F);
            registers.declare(led + 2, 0x00, 0xFF);
            registers.declare(led + 3, 0x10, 0x1F);
        }
        registers.declare(PRE_SCALE, 0x1E, 0xFF);
        powerOn();
    }

    @Override
    public boolean start(int wireAddress, boolean read) {
        generalCall = wireAddress == 0 && !read;
        if (!generalCall && wireAddress != address && !calledAsGroup(wireAddress)) {
            return false;
        }
        pointerNext = !read;
        return true;
    }

    @Override
    public boolean write(int value) {
        if (generalCall) {
            if (value != SOFTWARE_RESET) {
                return false;
            }
            powerOn();
            return true;
        }
        if (pointerNext) {
            pointer = value;
            pointerNext = false;
            return isRegister(value);
        }
        store(value);
        advancePointer();
        return true;
    }

    @Override
    public int read() {
        int value = registers.get(pointer);
        advancePointer();
        return value;
    }

    @Override
    public void stop() {
        for (int channel = 0; channel < CHANNELS; channel++) {
            on[channel] = registers.get(LED0 + 4 * channel) | registers.get(LED0 + 4 * channel + 1) << 8;
            off[channel] = registers.get(LED0 + 4 * channel + 2) | registers.get(LED0 + 4 * channel + 3) << 8;
        }
        outputsMayChange.run();
    }

    @Override
    public void powerOn() {
        registers.reset();
        halted = false;
        oscillatorAt = Long.MAX_VALUE;
        stop();
    }

    @Override
    public ChipFaults faults() {
        return faults;
    }

    /// {@return whether an output is high in one step of the PWM period}
    ///
    /// @param channel 0-15
    /// @param step 0-4095
    boolean high(int channel, int step) {
        if (!running() || (off[channel] & FULL_HIGH) != 0) {
            return false; // full off wins over full on, §7.3.3
        }
        if ((on[channel] & FULL_HIGH) != 0) {
            return true;
        }
        // high from ON to OFF, round the end of the period when OFF is the smaller
        return Math.floorMod(step - on[channel], STEPS) < Math.floorMod(off[channel] - on[channel], STEPS);
    }

    /// {@return whether an output has one level all the time}
    ///
    /// @param channel 0-15
    boolean constant(int channel) {
        return !running() || ((on[channel] | off[channel]) & FULL_HIGH) != 0 || on[channel] == off[channel];
    }

    /// {@return steps of the period in which an output is high, 0-4096}
    ///
    /// @param channel 0-15
    int highSteps(int channel) {
        if (constant(channel)) {
            return high(channel, 0) ? STEPS : 0;
        }
        return Math.floorMod(off[channel] - on[channel], STEPS);
    }

    private boolean running() {
        return !halted && nanos.getAsLong() >= oscillatorAt && !registers.has(MODE1, EXTCLK); // no clock is wired there
    }

    private boolean calledAsGroup(int wireAddress) {
        for (int sub = 0; sub < 3; sub++) {
            if (registers.has(MODE1, 0x08 >> sub) && registers.get(SUBADR1 + sub) >> 1 == wireAddress) {
                return true;
            }
        }
        return registers.has(MODE1, ALLCALL) && registers.get(ALLCALLADR) >> 1 == wireAddress;
    }

    /// Reserved register addresses are not acknowledged, table 4.
    private static boolean isRegister(int number) {
        return number < LED_END || number >= ALL_LED;
    }

    private void advancePointer() {
        if (registers.has(MODE1, AUTO_INCREMENT)) {
            // table 4, remark: 69 and 254 are followed by 0
            pointer = pointer == LED_END - 1 || pointer == PRE_SCALE ? 0 : (pointer + 1) & 0xFF;
        }
    }

    private void store(int value) {
        if (pointer == MODE1) {
            storeMode1(value);
        } else if (pointer == PRE_SCALE) {
            if (registers.has(MODE1, SLEEP)) {
                registers.write(PRE_SCALE, Math.max(LEAST_PRE_SCALE, value));
            }
        } else if (pointer >= ALL_LED && pointer < PRE_SCALE) {
            for (int led = LED0 + pointer - ALL_LED; led < LED_END; led += 4) {
                registers.write(led, value);
            }
            restart();
        } else if (pointer != TEST_MODE) {
            registers.write(pointer, value);
            if (pointer >= LED0) {
                restart();
            }
        }
    }

    private void storeMode1(int value) {
        boolean slept = registers.has(MODE1, SLEEP);
        boolean sleeps = (value & SLEEP) != 0;
        boolean external = registers.has(MODE1, EXTCLK) || (slept && (value & EXTCLK) != 0); // sticky, §7.3.1
        if (!slept && sleeps) {
            halted = anyPwm(); // §7.3.1.1: such channels wait for a restart
            oscillatorAt = Long.MAX_VALUE;
        } else if (slept && !sleeps) {
            oscillatorAt = nanos.getAsLong() + OSCILLATOR_START_NANOS;
        } else if (!slept && (value & RESTART) != 0 && nanos.getAsLong() >= oscillatorAt) {
            halted = false;
        }
        registers.set(MODE1, (halted ? RESTART : 0) | (external ? EXTCLK : 0) | (value & 0x3F));
    }

    /// A write to a PWM register ends the wait for a restart, §7.3.1.1.
    private void restart() {
        if (halted && !registers.has(MODE1, SLEEP)) {
            halted = false;
            registers.set(MODE1, registers.get(MODE1) & ~RESTART);
        }
    }

    private boolean anyPwm() {
        for (int channel = 0; channel < CHANNELS; channel++) {
            if (highSteps(channel) != 0) {
                return true;
            }
        }
        return false;
    }
}
