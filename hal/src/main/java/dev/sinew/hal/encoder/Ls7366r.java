package dev.sinew.hal.encoder;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.SpiBus;

/// LS7366R: 32-bit counter of a quadrature encoder on SPI (mode 0, high byte first).
///
/// Source: LSI/CSI *LS7366R* data sheet (June 2014), table 1 (instructions), MDR0, MDR1 and STR.
///
/// | transfer   | bytes  | why                                                                         |
/// |------------|--------|-----------------------------------------------------------------------------|
/// | write MDR0 | 88 03  | four counts per cycle of A and B, free running, index off, filter /1        |
/// | write MDR1 | 90 00  | four bytes, counting, no flag output                                        |
/// | clear CNTR | 20     | the count starts at zero                                                    |
/// | clear STR  | 30     | PLS, which power-up sets, tells a supply dip from then on                   |
/// | read STR   | 70 + 1 | each tick: CEN (b3) set and PLS (b2) clear, else the count is worth nothing |
/// | read CNTR  | 60 + 4 | each tick: the counter is latched, then shifted out                         |
///
/// SPI knows no acknowledge: a missing chip reads all ones or all zeros, which the status byte never is here. The
/// difference of two counts in two's complement is right across the counter's wrap. The velocity is the difference of
/// the angle over the time between two readings: at 2248.8 counts per turn and 100 Hz one count is 0.28 rad/s, and it
/// is the velocity of half a tick ago.
public final class Ls7366r {
    /// SPI clock, Hz: 7 bytes take 56 µs; the chip allows four times as much at 3.3 V.
    public static final int HERTZ = 1_000_000;

    /// SPI mode.
    public static final int MODE = 0;

    private static final byte WRITE_MDR0 = (byte) 0x88;
    private static final byte WRITE_MDR1 = (byte) 0x90;
    private static final byte READ_MDR0 = 0x48;
    private static final byte READ_MDR1 = 0x50;
    private static final byte CLEAR_CNTR = 0x20;
    private static final byte CLEAR_STR = 0x30;
    private static final byte READ_CNTR = 0x60;
    private static final byte READ_STR = 0x70;
    private static final int QUADRATURE_X4 = 0x03;
    private static final int FOUR_BYTES = 0x00;
    private static final int COUNTING = 0x08;
    private static final int POWER_LOSS = 0x04;

    private final SpiBus spi;
    private final String joint;
    private final double radiansPerCount;
    private final MonotonicClock clock;
    private final byte[] out = new byte[5];
    private final byte[] in = new byte[5];
    private int lastCount;
    private long lastNanos;
    private long total;
    private double velocity;
    private boolean hasLast;

    /// Touches nothing yet.
    ///
    /// @param spi the chip's own chip select, [#HERTZ] and [#MODE]
    /// @param joint name of the joint, for errors
    /// @param countsPerRevolution counts (four per cycle) per turn of the joint, positive
    /// @param sign +1 when counts rise as the joint turns positively, else −1
    /// @param clock to time the readings by
    public Ls7366r(SpiBus spi, String joint, double countsPerRevolution, int sign, MonotonicClock clock) {
        if (!(countsPerRevolution > 0) || Double.isInfinite(countsPerRevolution)) {
            throw new IllegalArgumentException(
                    "counts per revolution of " + joint + " must be positive and finite, was " + countsPerRevolution);
        }
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("encoder sign of " + joint + " must be +1 or -1, was " + sign);
        }
        this.spi = spi;
        this.joint = joint;
        radiansPerCount = sign * 2 * Math.PI / countsPerRevolution;
        this.clock = clock;
    }

    /// Sets the chip up and zeroes its count.
    ///
    /// @throws BusException when it does not answer or does not take its settings
    public void configure() {
        set(WRITE_MDR0, QUADRATURE_X4);
        set(WRITE_MDR1, FOUR_BYTES);
        expect("MDR0", QUADRATURE_X4, READ_MDR0);
        expect("MDR1", FOUR_BYTES, READ_MDR1);
        instruct(CLEAR_CNTR);
        instruct(CLEAR_STR);
        hasLast = false;
        zero();
    }

    /// Makes the angle of the last reading the zero. No transfer.
    public void zero() {
        total = 0;
    }

    /// Reads the count. Allocates nothing.
    ///
    /// @param reading filled only when the status is OK; the first velocity after [#configure] is 0
    /// @return how it ended; [BusStatus#CHECKSUM] when the chip is missing or has lost its supply in between
    public BusStatus read(EncoderReading reading) {
        BusStatus status = verify();
        if (status != BusStatus.OK) {
            return status;
        }
        long now = clock.nanos();
        out[0] = READ_CNTR;
        status = spi.transfer(out, in, 5);
        if (status == BusStatus.OK) {
            advance((in[1] & 0xFF) << 24 | (in[2] & 0xFF) << 16 | (in[3] & 0xFF) << 8 | (in[4] & 0xFF), now);
            reading.set(total * radiansPerCount, velocity);
        }
        return status;
    }

    /// Looks whether the chip still has its settings; it loses them when its supply dips.
    ///
    /// @return [BusStatus#CHECKSUM] when it does not, or when no chip is there; it needs [#configure] then
    public BusStatus verify() {
        out[0] = READ_STR;
        BusStatus status = spi.transfer(out, in, 2);
        boolean stands = (in[1] & (COUNTING | POWER_LOSS)) == COUNTING;
        return status == BusStatus.OK && !stands ? BusStatus.CHECKSUM : status;
    }

    private void advance(int count, long now) {
        if (hasLast) {
            int difference = count - lastCount;
            total += difference;
            if (now > lastNanos) {
                velocity = difference * radiansPerCount / ((now - lastNanos) * 1e-9);
            }
        } else {
            velocity = 0;
            hasLast = true;
        }
        lastCount = count;
        lastNanos = now;
    }

    private void set(byte instruction, int value) {
        out[0] = instruction;
        out[1] = (byte) value;
        require(spi.transfer(out, in, 2));
    }

    private void instruct(byte instruction) {
        out[0] = instruction;
        require(spi.transfer(out, in, 1));
    }

    private void expect(String register, int expected, byte instruction) {
        out[0] = instruction;
        out[1] = 0;
        require(spi.transfer(out, in, 2));
        int found = in[1] & 0xFF;
        if (found != expected) {
            throw new BusException("LS7366R of %s: %s must be 0x%02X, was 0x%02X: check wires and chip select"
                    .formatted(joint, register, expected, found));
        }
    }

    private void require(BusStatus status) {
        if (status != BusStatus.OK) {
            throw new BusException("LS7366R of " + joint + " must answer with OK, was " + status + ": check its wires");
        }
    }
}
