/// Replays a flight record to the byte: the loop, control step, gate and drivers of the robot run again, on buses and
/// clocks that answer from the record, and everything they write and leave behind is compared with it.
///
/// Reading order: [dev.sinew.runtime.replay.Replay], `Tape`, `ReplayBoard`, `Findings`; for another policy
/// [dev.sinew.runtime.replay.PolicyComparison].
@NullMarked
package dev.sinew.runtime.replay;

import org.jspecify.annotations.NullMarked;
