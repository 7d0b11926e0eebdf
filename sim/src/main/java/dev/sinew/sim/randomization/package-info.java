/// What differs from episode to episode: distributions over a robot's parameters and its start.
@NullMarked
package dev.sinew.sim.randomization;

import org.jspecify.annotations.NullMarked;
