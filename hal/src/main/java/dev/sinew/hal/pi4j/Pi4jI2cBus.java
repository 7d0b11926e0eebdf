package dev.sinew.hal.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfigBuilder;
import dev.sinew.hal.bus.BusCounters;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.I2cBus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One I2C bus whose transfers go through Pi4J's device objects; the object of an address is made at its first
/// transfer, every later transfer allocates nothing.
final class Pi4jI2cBus implements I2cBus {
    private static final int ADDRESSES = 128;
    private static final byte[] NOTHING = {};

    private final Context context;
    private final int bus;
    private final int channel;
    private final BusTap tap;
    private final BusCounters counters = new BusCounters();
    private final @Nullable I2C[] devices = new @Nullable I2C[ADDRESSES];

    Pi4jI2cBus(Context context, int bus, int channel, BusTap tap) {
        this.context = context;
        this.bus = bus;
        this.channel = channel;
        this.tap = tap;
    }

    @Override
    public BusStatus write(int address, byte[] out, int length) {
        Objects.checkFromIndexSize(0, length, out.length);
        BusStatus status = BusStatus.OK;
        try {
            device(address).write(out, 0, length);
        } catch (BusFault fault) {
            status = fault.status();
        }
        return done(address, out, length, NOTHING, 0, status);
    }

    @Override
    public BusStatus writeRead(int address, byte[] out, int outLength, byte[] in, int inLength) {
        Objects.checkFromIndexSize(0, outLength, out.length);
        Objects.checkFromIndexSize(0, inLength, in.length);
        BusStatus status = BusStatus.OK;
        try {
            device(address).writeThenRead(out, 0, outLength, 0, in, 0, inLength);
        } catch (BusFault fault) {
            status = fault.status();
        }
        return done(address, out, outLength, in, inLength, status);
    }

    private BusStatus done(int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status) {
        counters.count(status, status == BusStatus.OK ? outLength + inLength : 0);
        tap.transfer(channel, address, out, outLength, in, inLength, status);
        return status;
    }

    private I2C device(int address) {
        I2C device = devices[address];
        if (device == null) {
            device = context.create(I2CConfigBuilder.newInstance(context)
                    .id("i2c-" + bus + "-" + address)
                    .bus(bus)
                    .device(address)
                    .build());
            devices[address] = device;
        }
        return device;
    }

    @Override
    public BusCounters counters() {
        return counters;
    }
}
