package dev.sinew.hal.emulator;

import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;

/// Fault scripts as YAML files. Times count from the start of the script; a fault without `for` lasts. What a fault
/// strikes goes by the names of [EmulatedBoard#targets()].
///
/// ```yaml
/// faults:
///   - fault: absent        # or cut_short, stale, frozen, power_loss
///     device: mpu6050
///     at: 2 s
///     for: 40 ms
///   - fault: spike
///     device: mpu6050
///     angular_velocity: 20 rad/s
///     specific_force: 0 m/s2
///     at: 3 s
///     for: 10 ms
///   - fault: miscount
///     device: ls7366r.left_wheel
///     angular_velocity: 20 rad/s
///     at: 3500 ms
///   - fault: bus_gone      # or bus_hangs
///     bus: i2c-1
///     at: 4 s
///   - fault: brown_out
///     supply: 5 V
///     at: 5 s
///   - fault: emergency_stop_open   # or emergency_stop_gone
///     at: 6 s
/// ```
public final class FaultScriptFormat {
    private static final double LONGEST = 86_400; // a day, s
    private static final double NANOS = 1e9;

    /// Kinds of faults as the file names them.
    private enum Kind {
        ABSENT,
        CUT_SHORT,
        STALE,
        FROZEN,
        SPIKE,
        MISCOUNT,
        POWER_LOSS,
        BUS_GONE,
        BUS_HANGS,
        BROWN_OUT,
        EMERGENCY_STOP_OPEN,
        EMERGENCY_STOP_GONE
    }

    private FaultScriptFormat() {}

    /// {@return the script that a file holds}
    ///
    /// @param root of the file; what does not fit is a [dev.sinew.config.document.DocumentException]
    public static FaultScript read(Section root) {
        return new FaultScript(
                root.sections("faults").stream().map(FaultScriptFormat::entry).toList());
    }

    private static FaultScript.Entry entry(Section section) {
        ScriptedFault fault = fault(section);
        long from = nanos(section.quantity("at", Quantity.TIME, Range.of(0, LONGEST)));
        long until = section.has("for")
                ? from + nanos(section.quantity("for", Quantity.TIME, Range.above(0, LONGEST)))
                : Long.MAX_VALUE;
        return section.made(() -> new FaultScript.Entry(from, until, fault));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS);
    }

    private static ScriptedFault fault(Section section) {
        return switch (section.choice("fault", Kind.class)) {
            case ABSENT -> new ScriptedFault.Absent(section.text("device"));
            case CUT_SHORT -> new ScriptedFault.CutShort(section.text("device"));
            case STALE -> new ScriptedFault.Stale(section.text("device"));
            case FROZEN -> new ScriptedFault.Frozen(section.text("device"));
            case SPIKE ->
                new ScriptedFault.Spike(
                        section.text("device"),
                        section.quantity("angular_velocity", Quantity.ANGULAR_VELOCITY, Range.any()),
                        section.quantity("specific_force", Quantity.ACCELERATION, Range.any()));
            case MISCOUNT ->
                new ScriptedFault.Miscount(
                        section.text("device"),
                        section.quantity("angular_velocity", Quantity.ANGULAR_VELOCITY, Range.any()));
            case POWER_LOSS -> new ScriptedFault.PowerLoss(section.text("device"));
            case BUS_GONE -> new ScriptedFault.BusGone(section.text("bus"));
            case BUS_HANGS -> new ScriptedFault.BusHangs(section.text("bus"));
            case BROWN_OUT ->
                new ScriptedFault.BrownOut(section.quantity("supply", Quantity.VOLTAGE, Range.of(0, 100)));
            case EMERGENCY_STOP_OPEN -> new ScriptedFault.EmergencyStopOpen();
            case EMERGENCY_STOP_GONE -> new ScriptedFault.EmergencyStopGone();
        };
    }
}
