/// What the loop leaves behind of each tick: fixed-size records in a ring that one thread writes and any number read.
///
/// Reading order: [dev.sinew.runtime.journal.TickJournal], [dev.sinew.runtime.journal.TickLayout] with the drawing of
/// a record, [dev.sinew.runtime.journal.TickRecord], [dev.sinew.runtime.journal.JournalReader].
@NullMarked
package dev.sinew.runtime.journal;

import org.jspecify.annotations.NullMarked;
