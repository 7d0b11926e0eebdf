/// The gate between wanted and safe targets: the only way to an actuator. Monitors, limits, arming, latched faults,
/// and a supervisor beside the loop. Fault handling, not certified functional safety.
@NullMarked
package dev.sinew.hal.safety;

import org.jspecify.annotations.NullMarked;
