/// What a policy tries besides what it wants.
@NullMarked
package dev.sinew.trainer.exploration;

import org.jspecify.annotations.NullMarked;
