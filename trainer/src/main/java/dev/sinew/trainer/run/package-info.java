/// A training from its settings file to its run folder: what the commands and the demo share.
@NullMarked
package dev.sinew.trainer.run;

import org.jspecify.annotations.NullMarked;
