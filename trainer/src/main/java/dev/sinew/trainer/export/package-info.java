/// A finished policy as a file: the ONNX graph with everything inside, proved equal to the trainer, and the bundle
/// that carries it to a robot.
@NullMarked
package dev.sinew.trainer.export;

import org.jspecify.annotations.NullMarked;
