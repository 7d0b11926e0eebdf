/// The arithmetic of training: products, activations and optimizer steps over heap `float[]`, written with the Vector
/// API. This is the only package that uses it.
///
/// Every sum is taken in one order, which neither the width of the machine's vectors, nor the number of threads, nor
/// the state of the JIT compiler changes: results are equal bits everywhere. That is why no transcendental of the
/// Vector API and no lane reduction appears here.
@NullMarked
package dev.sinew.trainer.kernel;

import org.jspecify.annotations.NullMarked;
