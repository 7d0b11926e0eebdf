/// The way from [dev.sinew.hal.bus.Board] to [dev.sinew.hal.bus.Ports] through Pi4J; the only package that imports
/// `com.pi4j`.
///
/// Pi4J keeps the objects and their life cycle; below each of its objects stands one of our ports, so that a driver
/// runs the same Pi4J calls on a Raspberry Pi and in emulation. Read [Pi4jBoard] first.
@NullMarked
package dev.sinew.hal.pi4j;

import org.jspecify.annotations.NullMarked;
