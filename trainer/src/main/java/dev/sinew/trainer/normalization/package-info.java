/// Running statistics that observations are normalised with.
@NullMarked
package dev.sinew.trainer.normalization;

import org.jspecify.annotations.NullMarked;
