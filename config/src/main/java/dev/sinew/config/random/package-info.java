/// Random numbers whose state is plain: split by purpose, saved in checkpoints, the same on every machine.
@NullMarked
package dev.sinew.config.random;

import org.jspecify.annotations.NullMarked;
