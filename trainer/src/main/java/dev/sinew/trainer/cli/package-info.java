/// The command line of a workstation: everything a robot's has, and training.
@NullMarked
package dev.sinew.trainer.cli;

import org.jspecify.annotations.NullMarked;
