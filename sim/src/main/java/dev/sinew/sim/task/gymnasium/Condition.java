package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.DoubleField;

/// What holds as long as a task goes on. A task ends, and its survival is no longer paid, when one does not. A number
/// that is no number fulfils none but [Above].
sealed interface Condition {

    /// {@return this condition over the worlds of a batch}
    ///
    /// @param binding batch and model
    Bound bind(Binding binding);

    /// A condition bound to worlds.
    @FunctionalInterface
    interface Bound {
        /// {@return whether it holds}
        ///
        /// @param world index
        boolean holds(int world);
    }

    /// A position lies between two others, without reaching them.
    ///
    /// @param index of the position
    /// @param low not reached
    /// @param high not reached
    record Between(int index, double low, double high) implements Condition {
        @Override
        public Bound bind(Binding binding) {
            DoubleField position = binding.position();
            return world -> {
                double x = position.get(world, index);
                return low < x && x < high;
            };
        }
    }

    /// A position lies between two others or on one of them.
    ///
    /// @param index of the position
    /// @param low lowest
    /// @param high highest
    record Within(int index, double low, double high) implements Condition {
        @Override
        public Bound bind(Binding binding) {
            DoubleField position = binding.position();
            return world -> {
                double x = position.get(world, index);
                return low <= x && x <= high;
            };
        }
    }

    /// Positions from one on and all velocities are smaller than a limit.
    ///
    /// @param from first position
    /// @param limit of the absolute values, not reached; infinite asks for finite numbers
    record Small(int from, double limit) implements Condition {
        @Override
        public Bound bind(Binding binding) {
            DoubleField position = binding.position();
            DoubleField velocity = binding.velocity();
            return world -> small(position, world, from) && small(velocity, world, 0);
        }

        private boolean small(DoubleField field, int world, int first) {
            for (int i = first; i < field.size(); i++) {
                if (!(Math.abs(field.get(world, i)) < limit)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// The first site is above a height.
    ///
    /// @param height not reached from above, m
    record Above(double height) implements Condition {
        @Override
        public Bound bind(Binding binding) {
            DoubleField site = binding.batch().output("site_xpos");
            return world -> !(site.get(world, 2) <= height);
        }
    }
}
