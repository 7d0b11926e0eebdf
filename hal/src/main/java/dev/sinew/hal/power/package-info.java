/// The motor supply: what it gives, what switches it, what forbids it.
@NullMarked
package dev.sinew.hal.power;

import org.jspecify.annotations.NullMarked;
