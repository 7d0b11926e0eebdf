package dev.sinew.runtime.loop;

import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.TickJournal;

/// Where a loop leaves what happened.
///
/// @param journal takes a record of each tick
/// @param bus taps the robot's buses into the current record
public record TickLog(TickJournal journal, BusLog bus) {}
