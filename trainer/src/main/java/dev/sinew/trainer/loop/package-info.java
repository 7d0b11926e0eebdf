/// What drives a learner: environment steps, updates, evaluations, checkpoints.
@NullMarked
package dev.sinew.trainer.loop;

import org.jspecify.annotations.NullMarked;
