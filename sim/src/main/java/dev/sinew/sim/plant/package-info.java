/// MuJoCo behind the emulated chips.
@NullMarked
package dev.sinew.sim.plant;

import org.jspecify.annotations.NullMarked;
