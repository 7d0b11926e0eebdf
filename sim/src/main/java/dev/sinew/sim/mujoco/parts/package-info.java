/// The parts that are not built here: MuJoCo's native library and Gymnasium's models, fetched once by pip with
/// pinned hashes into a cache outside the repository.
@NullMarked
package dev.sinew.sim.mujoco.parts;

import org.jspecify.annotations.NullMarked;
