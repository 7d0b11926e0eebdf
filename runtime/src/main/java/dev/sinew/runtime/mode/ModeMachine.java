package dev.sinew.runtime.mode;

import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafetyGate;
import java.util.function.BooleanSupplier;

/// Keeps the robot's mode. The safety gate decides over arming, driving and faults; this machine hands it an
/// operator's requests before each judgement, reads its state afterwards and refuses every step that [Mode]'s table
/// does not have.
///
/// On the loop's thread; no tick allocates, but for one in which devices are set up again. [#mode] may be read by any
/// thread.
public final class ModeMachine {
    private static final Mode UNCONFIGURED = new Mode.Unconfigured();
    private static final Mode INACTIVE = new Mode.Inactive();
    private static final Mode ARMING = new Mode.Arming();
    private static final Mode ACTIVE = new Mode.Active();
    private static final Mode STOPPED = new Mode.Stopped();

    private final SafetyGate gate;
    private final OperatorRequests requests;
    private final BooleanSupplier devicesReady;
    private final Mode[] faulted; // by code: made here, so that no tick makes one
    private volatile Mode mode = UNCONFIGURED;

    /// A machine in the mode unconfigured.
    ///
    /// @param gate a disarmed gate
    /// @param requests of the operator
    /// @param devicesReady asked before the gate may leave a fault: sets devices up again and says whether all answer
    public ModeMachine(SafetyGate gate, OperatorRequests requests, BooleanSupplier devicesReady) {
        this.gate = gate;
        this.requests = requests;
        this.devicesReady = devicesReady;
        Fault[] faults = Fault.values();
        faulted = new Mode[faults.length];
        for (Fault fault : faults) {
            faulted[fault.code()] = fault == Fault.NONE ? INACTIVE : new Mode.Faulted(fault);
        }
        follow(); // an armed gate is refused here: no robot starts active
    }

    /// Says that robot and policy are open and the loop has warmed up. What an operator asked for before is void.
    public void configured() {
        requests.take();
        gate.disarm();
        become(INACTIVE);
    }

    /// Hands the operator's requests to the gate. Before the gate judges a tick.
    ///
    /// @return what was asked for, as bits of [OperatorRequests]; those of [OperatorRequests#NOTED] are not its own
    public int request() {
        int asked = requests.take();
        if (asked == 0 || mode instanceof Mode.Unconfigured || mode instanceof Mode.Stopped) {
            return asked;
        }
        if ((asked & (OperatorRequests.DISARM | OperatorRequests.END_EPISODE)) != 0) {
            gate.disarm();
        } else if ((asked & OperatorRequests.ARM) != 0) {
            gate.requestArm();
        }
        if ((asked & OperatorRequests.RESET) != 0 && mode instanceof Mode.Faulted && devicesReady.getAsBoolean()) {
            gate.requestReset();
        }
        return asked;
    }

    /// Takes over what the gate made of the tick.
    ///
    /// @return the mode now
    public Mode follow() {
        Mode next =
                switch (gate.state()) {
                    case DISARMED -> mode instanceof Mode.Unconfigured ? mode : INACTIVE;
                    case ARMING -> ARMING;
                    case ARMED -> ACTIVE;
                    case FAULT -> faulted[gate.fault().code()];
                };
        if (!(mode instanceof Mode.Stopped)) {
            become(next);
        }
        return mode;
    }

    /// Stops for good.
    public void stop() {
        gate.disarm();
        become(STOPPED);
    }

    private void become(Mode next) {
        if (next == mode) {
            return;
        }
        if (!mode.mayBecome(next)) {
            throw new IllegalStateException("mode " + mode.word() + " must not become " + next.word());
        }
        mode = next;
    }

    /// {@return what the robot is doing; of any thread}
    public Mode mode() {
        return mode;
    }
}
