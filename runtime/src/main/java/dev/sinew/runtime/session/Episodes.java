package dev.sinew.runtime.session;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Stance;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;

/// Lets a robot that comes to rest by itself begin one episode after the other with nobody near: once an episode's time
/// is up it is disarmed, once the gate has stopped it for its own motion it is reset, and either way asked to arm anew.
/// Its motors are off until its arming rule says that it is at rest. Any other fault ends the run.
///
/// On the watch's thread; it only asks, as an operator does. The gate grants.
public final class Episodes {
    private static final int ACTIVE = new Mode.Active().code();
    private static final int INACTIVE = new Mode.Inactive().code();
    private static final int ASK_AGAIN_TICKS = 20; // a request is an edge, and one that came too early is void

    private final OperatorRequests operator;
    private final boolean anew;
    private final RobotDescription robot;
    private final long wantedTicks;
    private long ticks;
    private long askedAt = -ASK_AGAIN_TICKS;
    private int begun;
    private int stopped;
    private int before = INACTIVE;
    private volatile boolean held;

    /// Episodes of a run.
    ///
    /// @param robot that runs
    /// @param seconds of an episode; 0 for a run of one episode without an end of its own
    /// @param operator asks in its place
    public Episodes(RobotDescription robot, double seconds, OperatorRequests operator) {
        anew = seconds > 0;
        if (anew && robot.arming().stance() instanceof Stance.Upright) {
            throw new IllegalArgumentException("episodes need a robot that comes to rest by itself: arming of "
                    + robot.name() + " must be by rest, was by standing upright");
        }
        wantedTicks = Math.round(seconds / robot.periodSeconds());
        this.robot = robot;
        this.operator = operator;
    }

    /// {@return the robot that runs}
    RobotDescription robot() {
        return robot;
    }

    /// Follows one tick.
    ///
    /// @param tick of the journal, in order
    public void look(TickRecord tick) {
        int mode = tick.mode();
        if (mode == ACTIVE && before != ACTIVE) {
            begun++;
            ticks = 0;
        }
        if (goesOn(tick) && before == ACTIVE && mode != INACTIVE && mode != ACTIVE) {
            stopped++;
        }
        before = mode;
        if (mode == ACTIVE) {
            ticks++;
        }
        if (anew && !held && begun > 0 && tick.tick() - askedAt >= ASK_AGAIN_TICKS) {
            ask(tick);
        }
    }

    private void ask(TickRecord tick) {
        if (tick.mode() == ACTIVE && ticks >= wantedTicks) {
            operator.endEpisode();
            askedAt = tick.tick();
        } else if (tick.mode() == INACTIVE) {
            operator.arm();
            askedAt = tick.tick();
        } else if (goesOn(tick)) {
            operator.reset();
            askedAt = tick.tick();
        }
    }

    /// Keeps the robot from being armed by itself, or lets it again. Of any thread.
    ///
    /// @param now whether it is held
    void hold(boolean now) {
        held = now;
    }

    /// {@return whether an operator holds the robot}
    boolean held() {
        return held;
    }

    /// {@return whether the run goes on after the fault of a tick}
    ///
    /// @param tick whose mode may be a fault
    boolean goesOn(TickRecord tick) {
        return anew
                && Mode.word(tick.mode()).equals("fault")
                && Fault.of(tick.fault()).byItsOwnMotion();
    }

    /// {@return what became of them}
    EpisodeCount count() {
        return new EpisodeCount(begun, stopped);
    }
}
