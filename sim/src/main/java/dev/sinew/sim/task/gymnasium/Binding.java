package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.CLibrary;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.ObjectType;
import dev.sinew.sim.mujoco.StateComponent;

/// What parts of a task are bound to: the fields of one batch and the facts of its model.
///
/// @param model open while parts are bound, closed afterwards
/// @param batch of the worlds
/// @param timestep of the physics, s
/// @param stepTime of one step of the task, s
/// @param library sine, cosine and squares as NumPy computes them
record Binding(Model model, Batch batch, double timestep, double stepTime, CLibrary library) {

    /// {@return positions, `[worlds, nq]`}
    DoubleField position() {
        return batch.component(StateComponent.POSITION);
    }

    /// {@return velocities, `[worlds, nv]`}
    DoubleField velocity() {
        return batch.component(StateComponent.VELOCITY);
    }

    /// {@return the first of a body's three coordinates in the output `xpos`}
    ///
    /// @param body name
    int coordinates(String body) {
        return 3 * model.id(ObjectType.BODY, body);
    }
}
