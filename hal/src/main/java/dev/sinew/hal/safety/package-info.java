/// The gate between wanted and safe targets: the only way to an actuator.
@NullMarked
package dev.sinew.hal.safety;

import org.jspecify.annotations.NullMarked;
