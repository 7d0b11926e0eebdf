package dev.sinew.runtime.loop;

import java.util.function.LongConsumer;

/// How the physics behind an emulated robot moves along with the ticks.
public sealed interface PlantPace {
    /// A real robot: its physics needs no help.
    record Real() implements PlantPace {}

    /// One period per tick, however long the tick took: a pause of the host does not make the robot fall.
    ///
    /// @param advance moves the plant by so many ns
    record LockStep(LongConsumer advance) implements PlantPace {}

    /// As much as the wall clock: missed ticks are time in which nobody controls the robot.
    ///
    /// @param advance moves the plant by so many ns
    record Wall(LongConsumer advance) implements PlantPace {}

    /// Moves the plant from the end of one tick to the start of the next.
    ///
    /// @param period of the loop, ns
    /// @param elapsed from this deadline to the next, ns
    default void advance(long period, long elapsed) {
        switch (this) {
            case Real real -> {}
            case LockStep lockStep -> lockStep.advance.accept(period);
            case Wall wall -> wall.advance.accept(elapsed);
        }
    }
}
