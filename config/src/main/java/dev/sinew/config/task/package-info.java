/// What a robot is trained to do: its contract and the settings of its training environment, read from task files.
@NullMarked
package dev.sinew.config.task;

import org.jspecify.annotations.NullMarked;
