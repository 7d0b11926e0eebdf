/// MuJoCo 4.0.0 through the foreign function interface: models, and batches of simulations stepped in one call.
///
/// The only package of this module with native code. Misuse inside the library ends the process, so every argument is
/// checked here before a call. Only the batch interface (`mjb_*`) steps, because it contains an engine error in the
/// simulation it belongs to. Names such as `mjb_step` refer to the headers in MuJoCo's wheel.
@NullMarked
package dev.sinew.sim.mujoco;

import org.jspecify.annotations.NullMarked;
