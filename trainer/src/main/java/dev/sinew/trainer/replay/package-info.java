/// Transitions kept for learning.
@NullMarked
package dev.sinew.trainer.replay;

import org.jspecify.annotations.NullMarked;
