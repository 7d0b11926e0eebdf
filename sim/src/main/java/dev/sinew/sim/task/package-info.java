/// What a learning problem is, whatever simulates it: its description, and N worlds of it without episodes.
@NullMarked
package dev.sinew.sim.task;

import org.jspecify.annotations.NullMarked;
