/// Balancing on two wheels: the robot's own control step over the balancer's physics.
@NullMarked
package dev.sinew.sim.task.balance;

import org.jspecify.annotations.NullMarked;
