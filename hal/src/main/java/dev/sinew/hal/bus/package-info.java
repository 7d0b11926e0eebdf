/// Buses and lines as a driver sees them ([Board]: caller-owned buffers, typed status, counters and a tap), the
/// ports below them ([Ports]) and the clock that the control path goes by.
@NullMarked
package dev.sinew.hal.bus;

import org.jspecify.annotations.NullMarked;
