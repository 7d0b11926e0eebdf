/// What drives a learner: environment steps, updates, evaluations, and the moments at which figures and checkpoints
/// are due. Where those go is for listeners: this package writes no file and prints nothing.
@NullMarked
package dev.sinew.trainer.loop;

import org.jspecify.annotations.NullMarked;
