/// The flight record: every tick of the journal in an MCAP file that Foxglove, PlotJuggler and Rerun open.
///
/// Reading order: [dev.sinew.runtime.recorder.FlightRecorder], [dev.sinew.runtime.recorder.McapWriter] with the
/// drawing of the file, [dev.sinew.runtime.recorder.McapReader], [dev.sinew.runtime.recorder.McapRecovery]; the
/// messages and their schemas in `FlightSchema` and `FlightMessages`.
///
/// For a replay [dev.sinew.runtime.recorder.FlightRecord] reads it back, and
/// [dev.sinew.runtime.recorder.TickComparison] holds two records of a tick against each other.
@NullMarked
package dev.sinew.runtime.recorder;

import org.jspecify.annotations.NullMarked;
