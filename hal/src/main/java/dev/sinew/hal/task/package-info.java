/// What a robot's task says of a motion: reward and end, the same code over the true motion in simulation and over
/// the measured one on a robot.
@NullMarked
package dev.sinew.hal.task;

import org.jspecify.annotations.NullMarked;
