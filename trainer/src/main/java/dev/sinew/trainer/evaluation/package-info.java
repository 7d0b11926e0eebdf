/// How good a policy is: whole episodes on seeds it never learned from, without exploration.
@NullMarked
package dev.sinew.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
