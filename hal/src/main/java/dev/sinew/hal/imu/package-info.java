/// Inertial measurement units: one file per chip, from its data sheet.
@NullMarked
package dev.sinew.hal.imu;

import org.jspecify.annotations.NullMarked;
