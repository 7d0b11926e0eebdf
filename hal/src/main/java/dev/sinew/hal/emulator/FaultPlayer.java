package dev.sinew.hal.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plays a fault script on the parts of a board.
final class FaultPlayer {
    private final SupplyRail supply;
    private final EmulatedWire emergencyStop;
    private final Map<String, Chip> chips = new LinkedHashMap<>();
    private final Map<String, EmulatedWire> buses = new LinkedHashMap<>();
    private final List<ChipFaults> chipFaults = new ArrayList<>();
    private final List<EmulatedWire> wires = new ArrayList<>();
    private FaultScript script = FaultScript.NONE;
    private long start;
    private boolean[] begun = {};
    private boolean hangsReleased;

    FaultPlayer(SupplyRail supply, EmulatedWire emergencyStop) {
        this.supply = supply;
        this.emergencyStop = emergencyStop;
        wires.add(emergencyStop);
    }

    /// Lets scripts name a chip.
    void know(String name, Chip chip) {
        chips.put(name, chip);
        chipFaults.add(chip.faults());
    }

    /// Lets scripts name a bus.
    void know(String name, EmulatedWire bus) {
        buses.put(name, bus);
        wires.add(bus);
    }

    /// {@return every name that a script may use}
    List<String> names() {
        List<String> names = new ArrayList<>(chips.keySet());
        names.addAll(buses.keySet());
        return names;
    }

    /// Starts a script in place of the one before.
    ///
    /// @param next the script
    /// @param now its time 0, ns
    void play(FaultScript next, long now) {
        for (FaultScript.Entry entry : next.entries()) {
            requireKnown(entry.fault());
        }
        script = next;
        start = now;
        begun = new boolean[next.entries().size()];
        hangsReleased = false;
        apply(now);
    }

    /// Ends every hang of this script for good.
    void releaseHangs() {
        hangsReleased = true;
    }

    /// Makes the parts behave as the script says. Called at every tick: allocates nothing.
    ///
    /// @param now ns
    void apply(long now) {
        for (int i = 0; i < chipFaults.size(); i++) {
            chipFaults.get(i).clear();
        }
        for (int i = 0; i < wires.size(); i++) {
            wires.get(i).clear();
        }
        supply.ceiling(Double.POSITIVE_INFINITY);
        for (int i = 0; i < begun.length; i++) {
            FaultScript.Entry entry = script.entries().get(i);
            if (entry.active(now - start)) {
                apply(entry.fault(), !begun[i]);
                begun[i] = true;
            }
        }
    }

    private void apply(ScriptedFault fault, boolean begins) {
        switch (fault) {
            case ScriptedFault.Absent absent -> faults(absent.device()).absent = true;
            case ScriptedFault.CutShort cut -> faults(cut.device()).cutShort = true;
            case ScriptedFault.Stale stale -> faults(stale.device()).stale = true;
            case ScriptedFault.Frozen frozen -> faults(frozen.device()).frozen = true;
            case ScriptedFault.Spike spike -> {
                faults(spike.device()).angularVelocity += spike.angularVelocity();
                faults(spike.device()).specificForce += spike.specificForce();
            }
            case ScriptedFault.Miscount miscount ->
                faults(miscount.device()).angularVelocity += miscount.angularVelocity();
            case ScriptedFault.PowerLoss loss -> {
                faults(loss.device()).absent = true;
                if (begins) {
                    chip(loss.device()).powerOn();
                }
            }
            case ScriptedFault.BusGone gone -> bus(gone.bus()).gone = true;
            case ScriptedFault.BusHangs hang -> bus(hang.bus()).hangs = !hangsReleased;
            case ScriptedFault.BrownOut brownOut -> supply.ceiling(brownOut.volts());
            case ScriptedFault.EmergencyStopOpen pressed -> emergencyStop.open = true;
            case ScriptedFault.EmergencyStopGone cut -> emergencyStop.gone = true;
        }
    }

    private void requireKnown(ScriptedFault fault) {
        switch (fault) {
            case ScriptedFault.OfDevice known -> chip(known.device());
            case ScriptedFault.OfBus known -> bus(known.bus());
            case ScriptedFault.OfRobot whole -> {}
        }
    }

    private ChipFaults faults(String device) {
        return chip(device).faults();
    }

    private Chip chip(String name) {
        Chip chip = chips.get(name);
        if (chip == null) {
            throw new IllegalArgumentException(
                    "fault script must name a device of " + chips.keySet() + ", was '" + name + "'");
        }
        return chip;
    }

    private EmulatedWire bus(String name) {
        EmulatedWire bus = buses.get(name);
        if (bus == null) {
            throw new IllegalArgumentException(
                    "fault script must name a bus of " + buses.keySet() + ", was '" + name + "'");
        }
        return bus;
    }
}
