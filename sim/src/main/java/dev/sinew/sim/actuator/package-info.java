/// What bridges make of a duty: the steps in which their pulses count.
@NullMarked
package dev.sinew.sim.actuator;

import org.jspecify.annotations.NullMarked;
