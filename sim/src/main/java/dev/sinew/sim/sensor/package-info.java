/// Sensors as numbers: noise and delay of a chip, and the steps in which it counts.
@NullMarked
package dev.sinew.sim.sensor;

import org.jspecify.annotations.NullMarked;
