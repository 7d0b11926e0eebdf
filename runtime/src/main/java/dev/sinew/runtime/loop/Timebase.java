package dev.sinew.runtime.loop;

import dev.sinew.hal.bus.MonotonicClock;

/// What a loop goes by.
///
/// @param clock deadlines and times of a tick
/// @param pace of the physics behind an emulated robot
public record Timebase(MonotonicClock clock, PlantPace pace) {}
