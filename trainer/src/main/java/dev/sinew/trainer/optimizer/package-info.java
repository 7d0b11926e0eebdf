/// What turns gradients into steps.
@NullMarked
package dev.sinew.trainer.optimizer;

import org.jspecify.annotations.NullMarked;
