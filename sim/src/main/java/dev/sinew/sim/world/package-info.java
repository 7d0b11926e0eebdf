/// The physics of our own robots, N worlds at once: body, motors, supply and sensors. Training steps many worlds, the
/// emulated robot one; both run this code.
@NullMarked
package dev.sinew.sim.world;

import org.jspecify.annotations.NullMarked;
