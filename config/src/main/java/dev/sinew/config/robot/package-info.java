/// A robot as data: its joints, limits and wiring, and the state and targets that pass between its parts (SI units,
/// joint order).
@NullMarked
package dev.sinew.config.robot;

import org.jspecify.annotations.NullMarked;
