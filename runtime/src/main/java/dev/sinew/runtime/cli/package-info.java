/// The command line of a robot, and what all commands share: exit codes, one-line errors, figures as JSON.
@NullMarked
package dev.sinew.runtime.cli;

import org.jspecify.annotations.NullMarked;
