/// N worlds stepped together as a learner sees them.
@NullMarked
package dev.sinew.sim.environment;

import org.jspecify.annotations.NullMarked;
