/// Proof that our tasks are Gymnasium's: recordings of the originals replayed step by step.
@NullMarked
package dev.sinew.sim.parity;

import org.jspecify.annotations.NullMarked;
