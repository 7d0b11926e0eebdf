package dev.sinew.hal.emulator;

import java.util.Arrays;

/// INA219 power monitor at register level.
///
/// Source: Texas Instruments *INA219*, SBOS448G, §8.5.1 (calibration), §8.5.6 (pointer), §8.6.2.1 with tables 3-6
/// (configuration), §8.6.3 (data registers), §8.6.4 (calibration register). 16-bit registers, high byte first.
///
/// | register      | address | reset | here                                                              |
/// |---------------|---------|-------|-------------------------------------------------------------------|
/// | configuration | 00      | 399F  | b15 reset, b13 32 V, b12:11 gain, b10:7 bus ADC, b6:3 shunt ADC, b2:0 mode |
/// | shunt voltage | 01      | 0000  | 10 µV, signed, ends at ±40 mV times the gain's 1, 2, 4 or 8       |
/// | bus voltage   | 02      | 0000  | b15:3 in 4 mV, b1 conversion ready, b0 overflow                   |
/// | power         | 03      | 0000  | current · bus voltage / 5000; reading clears conversion ready     |
/// | current       | 04      | 0000  | shunt voltage · calibration / 4096                                |
/// | calibration   | 05      | 0000  | b0 is always 0                                                    |
final class EmulatedIna219 implements I2cChip {
    private static final int CONFIGURATION = 0;
    private static final int SHUNT_VOLTAGE = 1;
    private static final int BUS_VOLTAGE = 2;
    private static final int POWER = 3;
    private static final int CURRENT = 4;
    private static final int CALIBRATION = 5;
    private static final int RESET = 0x8000;
    private static final int RANGE_32_VOLT = 0x2000;
    private static final int CONVERSION_READY = 0x0002;
    private static final int OVERFLOW = 0x0001;
    private static final int CONFIGURATION_AT_RESET = 0x399F;
    private static final double SHUNT_STEP = 10e-6;
    private static final double BUS_STEP = 4e-3;
    private static final int SHUNT_STEPS_AT_GAIN_1 = 4000; // 40 mV
    private static final int BUS_STEPS_16_VOLT = 4000;
    private static final int BUS_STEPS_32_VOLT = 8000;
    // table 5: 9, 10, 11, 12 bit, then the mean of 2, 4, … 128 conversions of 12 bit; ns
    private static final long[] RESOLUTION_NANOS = {84_000, 148_000, 276_000, 532_000};
    private static final long[] AVERAGE_NANOS = {
        532_000, 1_060_000, 2_130_000, 4_260_000, 8_510_000, 17_020_000, 34_050_000, 68_100_000
    };

    private final Plant plant;
    private final SupplyRail supply;
    private final int address;
    private final double shuntOhms;
    private final ChipFaults faults = new ChipFaults();
    private final int[] registers = new int[6];
    private int pointer;
    private int bytesWritten;
    private int writtenHigh;
    private boolean readLow;
    private long conversionStart;
    private long conversions;

    /// A chip that has been powered for long.
    ///
    /// @param plant whose time it converts by
    /// @param supply what it measures
    /// @param address 7-bit address, 0x40-0x4F
    /// @param shuntOhms resistance of its shunt, Ω
    EmulatedIna219(Plant plant, SupplyRail supply, int address, double shuntOhms) {
        this.plant = plant;
        this.supply = supply;
        this.address = address;
        this.shuntOhms = shuntOhms;
        powerOn();
    }

    @Override
    public boolean start(int wireAddress, boolean read) {
        if (wireAddress != address) {
            return false;
        }
        convert();
        bytesWritten = 0;
        readLow = false;
        return true;
    }

    @Override
    public boolean write(int value) {
        switch (bytesWritten++) {
            case 0 -> pointer = value;
            case 1 -> writtenHigh = value;
            case 2 -> store(writtenHigh << 8 | value);
            default -> {} // a register takes two bytes, §8.5.6
        }
        return true;
    }

    @Override
    public int read() {
        int word = pointer < registers.length ? registers[pointer] : 0;
        int value = (readLow ? word : word >> 8) & 0xFF;
        if (readLow && pointer == POWER) {
            registers[BUS_VOLTAGE] &= ~CONVERSION_READY;
        }
        readLow = !readLow;
        return value;
    }

    @Override
    public void stop() {}

    @Override
    public void powerOn() {
        Arrays.fill(registers, 0);
        configure(CONFIGURATION_AT_RESET);
    }

    @Override
    public ChipFaults faults() {
        return faults;
    }

    private void store(int word) {
        if (pointer == CONFIGURATION) {
            if ((word & RESET) != 0) {
                powerOn();
            } else {
                configure(word);
            }
        } else if (pointer == CALIBRATION) {
            registers[CALIBRATION] = word & 0xFFFE;
        }
    }

    private void configure(int word) {
        registers[CONFIGURATION] = word & 0x3FFF;
        int mode = word & 7;
        if (mode != 0 && mode != 4) { // §8.6.3.2: but for power-down and ADC off
            registers[BUS_VOLTAGE] &= ~CONVERSION_READY;
        }
        conversionStart = plant.nanos();
        conversions = 0;
    }

    /// Finishes the newest conversion that is due.
    private void convert() {
        int mode = registers[CONFIGURATION] & 7;
        boolean shunt = (mode & 1) != 0;
        boolean bus = (mode & 2) != 0;
        long duration =
                (shunt ? nanos(registers[CONFIGURATION] >> 3) : 0) + (bus ? nanos(registers[CONFIGURATION] >> 7) : 0);
        if (duration == 0 || faults.stale) {
            return;
        }
        long done = (plant.nanos() - conversionStart) / duration;
        boolean continuous = (mode & 4) != 0;
        long due = continuous ? done : Math.min(done, 1);
        if (due > conversions) {
            conversions = due;
            latch(shunt, bus);
        }
    }

    private static long nanos(int adc) {
        return (adc & 8) == 0 ? RESOLUTION_NANOS[adc & 3] : AVERAGE_NANOS[adc & 7];
    }

    private void latch(boolean shunt, boolean bus) {
        int gain = 1 << ((registers[CONFIGURATION] >> 11) & 3);
        if (shunt) {
            double steps = Math.rint(supply.amperes() * shuntOhms / SHUNT_STEP);
            int end = SHUNT_STEPS_AT_GAIN_1 * gain;
            registers[SHUNT_VOLTAGE] = (int) Math.clamp(steps, -end, end);
        }
        int busSteps = registers[BUS_VOLTAGE] >> 3;
        if (bus) {
            int end = (registers[CONFIGURATION] & RANGE_32_VOLT) != 0 ? BUS_STEPS_32_VOLT : BUS_STEPS_16_VOLT;
            busSteps = (int) Math.clamp(Math.rint(supply.volts() / BUS_STEP), 0, end);
        }
        long current = (long) registers[SHUNT_VOLTAGE] * registers[CALIBRATION] / 4096;
        long power = Math.abs(current) * busSteps / 5000;
        boolean overflow = current != (short) current || power > 0xFFFF;
        registers[CURRENT] = (short) current;
        registers[POWER] = (int) (power & 0xFFFF);
        registers[BUS_VOLTAGE] = busSteps << 3 | CONVERSION_READY | (overflow ? OVERFLOW : 0);
    }
}
