/// The fixed-rate loop: deadlines, one tick, how it ends.
///
/// Reading order: [dev.sinew.runtime.loop.ControlLoop], `Tick`, `Deadlines`, [dev.sinew.runtime.loop.StopRequest].
@NullMarked
package dev.sinew.runtime.loop;

import org.jspecify.annotations.NullMarked;
