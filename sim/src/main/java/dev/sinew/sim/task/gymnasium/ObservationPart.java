package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.CLibrary;
import dev.sinew.sim.mujoco.DoubleField;

/// One part of an observation. Their order in the task is their order in the observation. Derived fields are those of
/// the last substep before the state, as Gymnasium reads them.
sealed interface ObservationPart {

    /// {@return this part over the worlds of a batch}
    ///
    /// @param binding batch and model
    Bound bind(Binding binding);

    /// A part bound to worlds.
    interface Bound {
        /// {@return entries in the observation}
        int size();

        /// {@return whether the entries are sines or cosines}
        default boolean trigonometric() {
            return false;
        }

        /// Writes the entries of a world.
        ///
        /// @param world index
        /// @param out filled from `offset` on
        /// @param offset in `out`
        void write(int world, double[] out, int offset);
    }

    /// Generalised positions.
    ///
    /// @param from first index
    /// @param count how many
    record Positions(int from, int count) implements ObservationPart {
        @Override
        public Bound bind(Binding binding) {
            return new Slice(binding.position(), from, count, Double.POSITIVE_INFINITY);
        }
    }

    /// Generalised velocities.
    ///
    /// @param count how many, from index 0 on
    /// @param limit each is clipped to ± this
    record Velocities(int count, double limit) implements ObservationPart {
        @Override
        public Bound bind(Binding binding) {
            return new Slice(binding.velocity(), 0, count, limit);
        }
    }

    /// Entries of a derived field.
    ///
    /// @param name in `mjData`
    /// @param from first index
    /// @param count how many
    /// @param limit each is clipped to ± this
    record Derived(String name, int from, int count, double limit) implements ObservationPart {
        @Override
        public Bound bind(Binding binding) {
            return new Slice(binding.batch().output(name), from, count, limit);
        }
    }

    /// Where a body is, `[3]`, m.
    ///
    /// @param body name
    record BodyPosition(String body) implements ObservationPart {
        @Override
        public Bound bind(Binding binding) {
            return new Slice(binding.batch().output("xpos"), binding.coordinates(body), 3, Double.POSITIVE_INFINITY);
        }
    }

    /// Horizontal offset of one body from another, `[2]`, m.
    ///
    /// @param of name
    /// @param from name
    record Offset(String of, String from) implements ObservationPart {
        @Override
        public Bound bind(Binding binding) {
            DoubleField place = binding.batch().output("xpos");
            int minuend = binding.coordinates(of);
            int subtrahend = binding.coordinates(from);
            return new Bound() {
                @Override
                public int size() {
                    return 2;
                }

                @Override
                public void write(int world, double[] out, int offset) {
                    out[offset] = place.get(world, minuend) - place.get(world, subtrahend);
                    out[offset + 1] = place.get(world, minuend + 1) - place.get(world, subtrahend + 1);
                }
            };
        }
    }

    /// Sines of positions.
    ///
    /// @param from first index
    /// @param count how many
    record Sines(int from, int count) implements ObservationPart {
        @Override
        public Bound bind(Binding binding) {
            CLibrary library = binding.library();
            return new Wave(binding.position(), from, count, library::sin);
        }
    }

    /// Cosines of positions.
    ///
    /// @param from first index
    /// @param count how many
    record Cosines(int from, int count) implements ObservationPart {
        @Override
        public Bound bind(Binding binding) {
            CLibrary library = binding.library();
            return new Wave(binding.position(), from, count, library::cos);
        }
    }
}
