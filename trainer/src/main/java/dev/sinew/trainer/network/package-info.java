/// Networks over the kernels: parameters, multilayer perceptrons, the squashed Gaussian policy, twin critics, and the
/// plain form in which a finished policy leaves the trainer.
@NullMarked
package dev.sinew.trainer.network;

import org.jspecify.annotations.NullMarked;
