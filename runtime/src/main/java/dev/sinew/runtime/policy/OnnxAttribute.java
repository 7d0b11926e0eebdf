package dev.sinew.runtime.policy;

import java.util.Optional;

/// One attribute of a node: whichever of the three it holds, the others are zero or empty.
///
/// @param number float value
/// @param integer integer value
/// @param tensor tensor value
record OnnxAttribute(float number, long integer, Optional<OnnxConstant> tensor) {}
