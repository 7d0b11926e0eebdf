package dev.sinew.hal.pi4j;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.I2cPort;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What the way through Pi4J costs: the 14-byte burst of an IMU from a port of 256 registers, with Pi4J above it and
/// without.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Pi4jBenchmark {
    private final byte[] out = {0x3B};
    private final byte[] in = new byte[14];
    private final RegisterPorts ports = new RegisterPorts();
    private final Pi4jBoard board = new Pi4jBoard(ports, BusTap.NONE);
    private final I2cBus bus = board.i2c(1, 400_000);
    private final I2cPort port = ports.i2c(1, 400_000);

    /// The burst through Pi4J's objects.
    ///
    /// @return how it ended
    @Benchmark
    public BusStatus throughPi4j() {
        return bus.writeRead(RegisterPorts.ADDRESS, out, 1, in, in.length);
    }

    /// The burst straight from the port.
    ///
    /// @return how it ended
    @Benchmark
    public BusStatus straight() {
        return port.transfer(RegisterPorts.ADDRESS, out, 0, 1, in, 0, in.length);
    }

    /// Gives the board back.
    @TearDown
    public void close() {
        board.close();
    }
}
