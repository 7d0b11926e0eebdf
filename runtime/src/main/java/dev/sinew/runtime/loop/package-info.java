/// The fixed-rate loop.
@NullMarked
package dev.sinew.runtime.loop;

import org.jspecify.annotations.NullMarked;
