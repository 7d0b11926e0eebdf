package dev.sinew.hal.emulator;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.SpiPort;
import java.util.Arrays;

/// LS7366R quadrature counter at register level, with the encoder on its A and B inputs. Not there: index input, flag
/// outputs and the count modes other than free-running; their bits read back as written.
///
/// Source: LSI/CSI *LS7366R* data sheet (June 2014), "Registers", table 1 and "MDR0", "MDR1", "STR".
///
/// | instruction b7:6 | instruction b5:3                                            |
/// |------------------|-------------------------------------------------------------|
/// | 00 clear         | 001 MDR0, 010 MDR1, 100 CNTR, 110 STR                       |
/// | 01 read          | 001 MDR0, 010 MDR1, 100 CNTR (through OTR), 101 OTR, 110 STR |
/// | 10 write         | 001 MDR0, 010 MDR1, 011 DTR                                 |
/// | 11 load          | 100 CNTR from DTR, 101 OTR from CNTR                        |
///
/// One instruction per chip select. MDR0 b1:0: 00 not quadrature (counts a pulse of A like x1), 01 x1, 10 x2, 11 x4.
/// MDR1 b2 stops counting, b1:0 = 4, 3, 2, 1 bytes. STR: CY b7, BW b6, CMP b5, CEN b3, PLS b2 (set at power-up), U/D
/// b1, S b0.
final class EmulatedLs7366r implements Chip, SpiPort {
    private static final int CLEAR = 0;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int LOAD = 3;
    private static final int MDR0 = 1;
    private static final int MDR1 = 2;
    private static final int DTR = 3;
    private static final int CNTR = 4;
    private static final int OTR = 5;
    private static final int STR = 6;
    private static final int CARRY = 0x80;
    private static final int BORROW = 0x40;
    private static final int COMPARE = 0x20;
    private static final int COUNTING = 0x08;
    private static final int POWER_LOSS = 0x04;
    private static final int UP = 0x02;
    private static final int SIGN = 0x01;
    private static final int STOPPED = 0x04;

    private final Plant plant;
    private final int joint;
    private final double countsPerRadian;
    private final ChipFaults faults = new ChipFaults();
    private int mdr0;
    private int mdr1;
    private int flags;
    private int dtr;
    private int otr;
    private int cntr;
    private long edges;
    private double miscounted;
    private long countedAt;

    /// A chip after power-up.
    ///
    /// @param plant whose shaft turns the encoder
    /// @param joint index of the joint
    /// @param countsPerRevolution edges of A and B per turn of the joint
    /// @param sign +1 when a positive turn counts up, else −1
    EmulatedLs7366r(Plant plant, int joint, double countsPerRevolution, int sign) {
        this.plant = plant;
        this.joint = joint;
        countsPerRadian = sign * countsPerRevolution / (2 * Math.PI);
        powerOn();
    }

    @Override
    public BusStatus transfer(byte[] out, int outOffset, byte[] in, int inOffset, int length) {
        if (faults.absent) {
            Arrays.fill(in, inOffset, inOffset + length, (byte) 0xFF); // nobody drives the line
            return BusStatus.OK;
        }
        if (faults.cutShort) {
            return BusStatus.SHORT;
        }
        count();
        int instruction = length > 0 ? out[outOffset] & 0xFF : 0;
        int register = (instruction >> 3) & 7;
        switch (instruction >> 6) {
            case CLEAR -> clear(register);
            case READ -> {
                shiftOut(register, in, inOffset, length);
                return BusStatus.OK;
            }
            case WRITE -> shiftIn(register, out, outOffset, length);
            case LOAD -> load(register);
            default -> throw new AssertionError("two bits hold 0-3, were " + (instruction >> 6));
        }
        Arrays.fill(in, inOffset, inOffset + length, (byte) 0);
        return BusStatus.OK;
    }

    @Override
    public void powerOn() {
        mdr0 = 0;
        mdr1 = 0;
        flags = POWER_LOSS;
        dtr = 0;
        otr = 0;
        cntr = 0;
        edges = shaftEdges();
    }

    @Override
    public ChipFaults faults() {
        return faults;
    }

    private long shaftEdges() {
        return (long) Math.floor((plant.jointPosition(joint) + miscounted) * countsPerRadian);
    }

    /// Counts the edges since the last time.
    private void count() {
        miscounted += faults.angularVelocity * (plant.nanos() - countedAt) * 1e-9;
        countedAt = plant.nanos();
        long now = shaftEdges();
        int perCount = (mdr0 & 3) == 3 ? 1 : (mdr0 & 3) == 2 ? 2 : 4;
        long steps = Math.floorDiv(now, perCount) - Math.floorDiv(edges, perCount);
        edges = now;
        if (steps == 0 || (mdr1 & STOPPED) != 0 || faults.stale) {
            return; // edges that come while the counter stands still are lost
        }
        long wide = (cntr & mask()) + steps;
        flags = (flags & ~UP) | (steps > 0 ? UP : 0) | (wide > mask() ? CARRY : 0) | (wide < 0 ? BORROW : 0);
        cntr = (int) (wide & mask());
        flags |= cntr == dtr ? COMPARE : 0;
    }

    private int bytes() {
        return 4 - (mdr1 & 3);
    }

    private long mask() {
        return 0xFFFFFFFFL >>> (32 - 8 * bytes());
    }

    private int status() {
        boolean negative = ((cntr >>> (8 * bytes() - 1)) & 1) != 0;
        return flags | ((mdr1 & STOPPED) == 0 ? COUNTING : 0) | (negative ? SIGN : 0);
    }

    private void clear(int register) {
        switch (register) {
            case MDR0 -> mdr0 = 0;
            case MDR1 -> mdr1 = 0;
            case CNTR -> cntr = 0;
            case STR -> flags = 0;
            default -> {} // table 1: no operation
        }
    }

    private void load(int register) {
        switch (register) {
            case CNTR -> cntr = dtr;
            case OTR -> otr = cntr;
            default -> {} // table 1: no operation
        }
    }

    private void shiftIn(int register, byte[] out, int outOffset, int length) {
        for (int i = 1; i < length; i++) {
            int value = out[outOffset + i] & 0xFF;
            switch (register) {
                case MDR0 -> mdr0 = value;
                case MDR1 -> mdr1 = value;
                case DTR -> dtr = (int) (((long) dtr << 8) & mask()) | value;
                default -> {} // table 1: no operation
            }
        }
    }

    private void shiftOut(int register, byte[] in, int inOffset, int length) {
        if (register == CNTR) {
            otr = cntr;
        }
        for (int i = 0; i < length; i++) {
            in[inOffset + i] = (byte) (i == 0 ? 0 : outgoing(register, i - 1));
        }
    }

    private int outgoing(int register, int index) {
        return switch (register) {
            case MDR0 -> mdr0;
            case MDR1 -> mdr1;
            case CNTR, OTR -> index < bytes() ? (otr >>> (8 * (bytes() - 1 - index))) & 0xFF : 0;
            case STR -> status();
            default -> 0; // table 1: no operation
        };
    }
}
