package dev.sinew.runtime.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.recorder.FlightRecorder;
import dev.sinew.runtime.recorder.FlightSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of bus and line answers from a record and has its bytes compared, as a tap on the robot's board hears
/// them.
class ReplayBoardTest {
    private static final byte[] NOTHING = {};

    private final BusLog log = new BusLog(new VirtualClock());
    private final Findings findings = new Findings();

    @TempDir
    Path folder = Path.of("");

    @Test
    void comparesAPwmWriteByPeriodAndDuty() throws IOException {
        written(0, 0, ByteBuffer.allocate(16).putLong(50_000).putLong(12_345).array(), BusStatus.OK);
        written(0, 0, ByteBuffer.allocate(16).putLong(50_000).putLong(12_345).array(), BusStatus.GONE);
        PwmOutput pwm = board().pwm(Ports.HEADER_PWM, 1, 50_000);

        assertEquals(BusStatus.OK, pwm.duty(12_345));
        assertEquals(BusStatus.GONE, pwm.duty(12_344));
        assertEquals(
                "before the first tick, pwm-header.1, byte 15: recorded 0x39, replayed 0x38",
                report().first().orElseThrow().line());
        assertEquals(new ReplayReport.Compared(0, 2, 32, 0), report().compared());
    }

    @Test
    void answersInputsAndComparesOutputs() throws IOException {
        log.transfer(0, 0, NOTHING, 0, new byte[] {1}, 1, BusStatus.OK);
        log.transfer(0, 0, NOTHING, 0, new byte[] {0}, 1, BusStatus.OK);
        log.transfer(0, 0, NOTHING, 0, new byte[] {0}, 1, BusStatus.GONE);
        written(1, 0, new byte[] {1}, BusStatus.OK);
        ReplayBoard board = board();
        DigitalInput input = board.input(27, true);

        assertEquals(DigitalInput.Level.HIGH, input.read());
        assertEquals(DigitalInput.Level.LOW, input.read());
        assertEquals(DigitalInput.Level.GONE, input.read());
        assertEquals(BusStatus.OK, board.output(17, false).write(false));
        assertEquals(
                "before the first tick, supply_enable (gpio-17), byte 0: recorded 0x01, replayed 0x00",
                report().first().orElseThrow().line());
        assertEquals(List.of("gpio-27", "gpio-17"), board.channels());
    }

    @Test
    void answersBusesWithBytesAndStatus() throws IOException {
        log.transfer(0, 0x68, new byte[] {0x3A}, 1, new byte[] {7, 8}, 2, BusStatus.OK);
        log.transfer(0, 0x68, new byte[] {0x3A}, 1, new byte[] {7, 8}, 2, BusStatus.NACK);
        log.transfer(1, 0, new byte[] {0x60, 0}, 2, new byte[] {9, 4}, 2, BusStatus.OK);
        ReplayBoard board = board();
        I2cBus i2c = board.i2c(1, 400_000);
        byte[] in = new byte[2];

        assertEquals(i2c, board.i2c(1, 400_000));
        assertEquals(BusStatus.OK, i2c.writeRead(0x68, new byte[] {0x3A}, 1, in, 2));
        assertArrayEquals(new byte[] {7, 8}, in);
        assertEquals(BusStatus.NACK, i2c.writeRead(0x68, new byte[] {0x3A}, 1, in, 2));
        assertEquals(BusStatus.OK, board.spi(0, 1, 1_000_000, 0).transfer(new byte[] {0x60, 0}, in, 2));
        assertArrayEquals(new byte[] {9, 4}, in);
        assertEquals(Optional.empty(), report().first());
        assertEquals(BusStatus.GONE, i2c.write(0x68, new byte[] {1}, 1), "nothing is left on the tape");
        assertEquals(
                "before the first tick, recorded nothing more, replayed a transfer with i2c-1 0x68",
                report().first().orElseThrow().line());
    }

    @Test
    void givesASupervisorALineOnlyOnceItIsOpen() throws IOException {
        written(0, 0, new byte[] {1}, BusStatus.OK);
        ReplayBoard board = board();

        assertThrows(BusException.class, () -> board.supervisorOutput(17));
        board.output(17, false);
        assertEquals(BusStatus.OK, board.supervisorOutput(17).write(true));
        assertEquals(0, report().compared().transfers(), "the supervisor's own writes are not in a record");
    }

    private void written(int channel, int address, byte[] out, BusStatus status) {
        log.transfer(channel, address, out, out.length, NOTHING, 0, status);
    }

    private ReplayReport report() {
        return findings.report(Answers.none(), Optional.empty());
    }

    /// {@return the board of a record in which the log was written before the first tick}
    private ReplayBoard board() throws IOException {
        log.prepared();
        Path file = folder.resolve("flight.mcap");
        TickJournal journal = new TickJournal(SampleTicks.LAYOUT, 2);
        FlightSession session = new FlightSession(Map.of("robot", "two-wheels"), List.of(), log.preparation());
        FlightRecorder recorder = FlightRecorder.start(journal.reader(), file, session, SampleTicks.PERIOD, 0);
        SampleTicks.fill(journal.claim(), 0, 1);
        journal.publish();
        recorder.close();
        Wiring wiring = new Wiring("two-wheels", List.of(new Device.SupplyEnable(17)));
        try (FlightRecord record = FlightRecord.open(file)) {
            TickJournal again = new TickJournal(SampleTicks.LAYOUT, 2);
            return new Tape(record, wiring, again, findings, tick -> {}).board();
        }
    }
}
