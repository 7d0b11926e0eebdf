package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScriptFormatTest {
    private static final long SECOND = 1_000_000_000;

    private static FaultScript read(String yaml) {
        return Document.yaml("faults.yaml", yaml, FaultScriptFormat::read);
    }

    private static void expect(ScriptedFault fault, String keys) {
        assertEquals(
                List.of(new FaultScript.Entry(2 * SECOND, Long.MAX_VALUE, fault)),
                read("faults:\n  - {" + keys + ", at: 2 s}\n").entries());
    }

    @Test
    void readsEveryKindOfFault() {
        expect(new ScriptedFault.Absent("mpu6050"), "fault: absent, device: mpu6050");
        expect(new ScriptedFault.CutShort("ina219"), "fault: cut_short, device: ina219");
        expect(new ScriptedFault.Stale("ina219"), "fault: stale, device: ina219");
        expect(new ScriptedFault.Frozen("mpu6050"), "fault: frozen, device: mpu6050");
        expect(
                new ScriptedFault.Spike("mpu6050", Math.PI, 30),
                "fault: spike, device: mpu6050, angular_velocity: 180 deg/s, specific_force: 30 m/s2");
        expect(
                new ScriptedFault.Miscount("ls7366r.left_wheel", 20),
                "fault: miscount, device: ls7366r.left_wheel, angular_velocity: 20 rad/s");
        expect(new ScriptedFault.PowerLoss("motor_hat"), "fault: power_loss, device: motor_hat");
        expect(new ScriptedFault.BusGone("i2c-1"), "fault: bus_gone, bus: i2c-1");
        expect(new ScriptedFault.BusHangs("spi-0"), "fault: bus_hangs, bus: spi-0");
        expect(new ScriptedFault.BrownOut(5), "fault: brown_out, supply: 5 V");
        expect(new ScriptedFault.EmergencyStopOpen(), "fault: emergency_stop_open");
        expect(new ScriptedFault.EmergencyStopGone(), "fault: emergency_stop_gone");
    }

    @Test
    void aFaultMayEnd() {
        FaultScript script = read("faults:\n  - {fault: emergency_stop_open, at: 1 s, for: 30 ms}\n");

        assertEquals(SECOND + 30_000_000, script.entries().getFirst().untilNanos());
    }

    @Test
    void refusesWhatItDoesNotKnowWithItsPlace() {
        assertEquals(
                "faults.yaml:2: key 'faults[0].device' is missing",
                assertThrows(DocumentException.class, () -> read("faults:\n  - {fault: stale, at: 1 s}\n"))
                        .getMessage());
        assertThrows(DocumentException.class, () -> read("faults:\n  - {fault: emergency_stop_open, at: 1}\n"));
        assertThrows(
                DocumentException.class,
                () -> read("faults:\n  - {fault: emergency_stop_open, at: 1 s, bus: i2c-1}\n"));
    }
}
