/// What a run says each second beside the timing of its ticks.
@NullMarked
package dev.sinew.runtime.health;

import org.jspecify.annotations.NullMarked;
