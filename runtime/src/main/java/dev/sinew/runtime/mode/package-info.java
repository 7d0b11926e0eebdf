/// What the robot is doing and who may change that: modes, requests of an operator, and the machine that ties both to
/// the safety gate.
@NullMarked
package dev.sinew.runtime.mode;

import org.jspecify.annotations.NullMarked;
