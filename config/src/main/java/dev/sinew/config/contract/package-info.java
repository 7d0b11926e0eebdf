/// What a policy was trained for and a robot must be, as data: the closed contract between trainer and robot. Start
/// with [PolicyContract].
@NullMarked
package dev.sinew.config.contract;

import org.jspecify.annotations.NullMarked;
