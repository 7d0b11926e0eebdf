/// Encoders and counters of joint angles: one file per chip, from its data sheet.
@NullMarked
package dev.sinew.hal.encoder;

import org.jspecify.annotations.NullMarked;
