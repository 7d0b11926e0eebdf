package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.DoubleField;

/// Whose x counts as progress.
enum Place {
    /// The first generalised position.
    ROOT,
    /// The first body after the world, one substep before the state.
    TORSO,
    /// All bodies' centre of mass, one substep before the state.
    MASS_CENTER;

    /// {@return this place's x over the worlds of a batch}
    ///
    /// @param binding batch and model
    Bound bind(Binding binding) {
        return switch (this) {
            case ROOT -> {
                DoubleField position = binding.position();
                yield world -> position.get(world, 0);
            }
            case TORSO -> {
                DoubleField place = binding.batch().output("xpos");
                yield world -> place.get(world, 3);
            }
            case MASS_CENTER -> massCenter(binding);
        };
    }

    private static Bound massCenter(Binding binding) {
        DoubleField centers = binding.batch().output("xipos");
        double[] mass = binding.model().doubles("body_mass");
        double total = Sums.of(mass, mass.length);
        return world -> {
            double sum = 0;
            for (int body = 0; body < mass.length; body++) {
                sum += mass[body] * centers.get(world, 3 * body);
            }
            return sum / total;
        };
    }

    /// A place bound to worlds.
    @FunctionalInterface
    interface Bound {
        /// {@return its x, m}
        ///
        /// @param world index
        double x(int world);
    }
}
