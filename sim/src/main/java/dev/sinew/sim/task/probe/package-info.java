/// Tasks so small that the right answer is known: each shows one fault of a learner that bigger tasks only blur.
@NullMarked
package dev.sinew.sim.task.probe;

import org.jspecify.annotations.NullMarked;
