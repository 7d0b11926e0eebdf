/// Buses and lines as a driver sees them: caller-owned buffers, typed status, counters and a tap; and the ports below
/// them.
@NullMarked
package dev.sinew.hal.bus;

import org.jspecify.annotations.NullMarked;
