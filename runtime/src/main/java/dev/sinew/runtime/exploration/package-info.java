/// Noise on the actions of a robot that learns while it runs.
///
/// [dev.sinew.runtime.exploration.LowPassedNoise] is slow enough for gears and joints,
/// [dev.sinew.runtime.exploration.ExploringPolicy] adds it to what a policy wants; the safety gate judges the sum.
@NullMarked
package dev.sinew.runtime.exploration;

import org.jspecify.annotations.NullMarked;
