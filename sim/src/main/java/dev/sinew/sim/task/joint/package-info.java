/// Tasks about the joints of any robot that its files alone describe, through its own sensors, control step and gate.
@NullMarked
package dev.sinew.sim.task.joint;

import org.jspecify.annotations.NullMarked;
