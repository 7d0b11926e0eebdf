/// How fast training is on this machine, measured by one command; figures are printed as `name value unit`.
@NullMarked
package dev.sinew.trainer.benchmark;

import org.jspecify.annotations.NullMarked;
