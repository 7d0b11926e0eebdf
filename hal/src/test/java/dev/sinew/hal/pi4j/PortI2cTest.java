package dev.sinew.hal.pi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfigBuilder;
import dev.sinew.hal.bus.BusStatus;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pi4J's own interface on our port, for code written against Pi4J.
class PortI2cTest {
    private final RegisterPorts ports = new RegisterPorts();
    private final Context context = Pi4J.newContextBuilder()
            .noAutoDetect()
            .add(new PortI2cProvider(ports))
            .build();
    private final I2C device = open(RegisterPorts.ADDRESS);

    private I2C open(int address) {
        return context.create(I2CConfigBuilder.newInstance(context)
                .id("device-" + address)
                .bus(1)
                .device(address)
                .build());
    }

    @AfterEach
    void shutDown() {
        context.shutdown();
    }

    @Test
    void opensTheBusInStandardModeOnce() {
        open(0x60);

        assertEquals(List.of("i2c 1 100000"), ports.opened);
    }

    @Test
    void servesEachOfPi4jsRegisterCalls() {
        byte[] in = new byte[3];
        device.writeRegister(0x10, (byte) 0xFE);
        device.writeRegister(0x11, new byte[] {0, 2, 3, 0}, 1, 2);
        device.writeRegister(new byte[] {0x13}, new byte[] {4}, 0, 1);

        int single = device.readRegister(0x10);
        int length = device.readRegister(0x11, in, 1, 2);
        byte[] again = new byte[2];
        device.readRegister(new byte[] {0x12}, again, 0, 2);

        assertEquals(0xFE, single, "unsigned");
        assertEquals(2, length);
        assertArrayEquals(new byte[] {0, 2, 3}, in);
        assertArrayEquals(new byte[] {3, 4}, again);
    }

    @Test
    void readsOnFromTheRegisterPointer() {
        device.writeRegister(0x20, new byte[] {(byte) 0x81, 5}, 0, 2);
        device.write((byte) 0x20);

        assertEquals(0x81, device.read());
        assertEquals(5, device.read());
    }

    @Test
    void refusesADelayBeforeARepeatedStart() {
        assertEquals(
                "a repeated START has no delay, was 10 ns",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> device.writeThenRead(new byte[1], 0, 1, 10, new byte[1], 0, 1))
                        .getMessage());
    }

    @Test
    void failsWithTheStatusAndWithoutAStackTrace() {
        ports.ending = BusStatus.TIMEOUT;

        BusFault first = assertThrows(BusFault.class, () -> device.readRegister(0));
        BusFault second = assertThrows(BusFault.class, () -> device.readRegister(0));

        assertEquals(BusStatus.TIMEOUT, first.status());
        assertEquals("transfer ended with TIMEOUT", first.getMessage());
        assertEquals(0, first.getStackTrace().length);
        assertEquals(first, second, "made once");
    }

    @Test
    void keepsOtherDevicesOffTheBusDuringASequence() throws InterruptedException {
        I2C other = open(0x60);
        AtomicBoolean inSequence = new AtomicBoolean();
        AtomicInteger intruders = new AtomicInteger();
        CountDownLatch otherIsWaiting = new CountDownLatch(1);
        Thread neighbour = new Thread(() -> {
            otherIsWaiting.countDown();
            // NACK once the bus is free, TIMEOUT if it never was: either way not in the sequence
            assertThrows(BusFault.class, () -> other.write((byte) 0));
        });
        ports.duringTransfer = () -> {
            if (inSequence.get() && Thread.currentThread() == neighbour) {
                intruders.incrementAndGet();
            }
        };

        device.execute(() -> {
            inSequence.set(true);
            neighbour.start();
            otherIsWaiting.await();
            device.write((byte) 1);
            device.write((byte) 2);
            inSequence.set(false);
            return true;
        });
        neighbour.join();

        assertEquals(0, intruders.get());
    }

    @Test
    void answersTimeoutInsteadOfWaitingBehindATransferThatHangs() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<String> hung = new AtomicReference<>("");
        Thread victim = new Thread(() -> {
            device.write((byte) 0);
            hung.set("returned");
        });
        ports.duringTransfer = () -> {
            if (Thread.currentThread() == victim) {
                hanging.countDown();
                awaitQuietly(release);
            }
        };
        victim.start();
        hanging.await();

        BusFault fault = assertThrows(BusFault.class, () -> device.write((byte) 1));
        boolean stillHanging = hung.get().isEmpty();
        release.countDown();
        victim.join();

        assertEquals(BusStatus.TIMEOUT, fault.status());
        assertEquals(true, stillHanging);
        assertFalse(hung.get().isEmpty());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
