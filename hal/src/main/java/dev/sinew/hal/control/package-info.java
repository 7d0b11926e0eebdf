/// The one control step of training, emulation, robot and replay.
@NullMarked
package dev.sinew.hal.control;

import org.jspecify.annotations.NullMarked;
