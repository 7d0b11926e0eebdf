package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.CLibrary;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.StateComponent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/// One term of a reward, with the sign it has in the reward and the key it has in Gymnasium's `info`.
sealed interface RewardTerm {

    /// {@return the key in `info`}
    String key();

    /// {@return this term over the worlds of a batch}
    ///
    /// @param binding batch and model
    Bound bind(Binding binding);

    /// A term bound to worlds.
    interface Bound {
        /// Takes note of a world's start.
        ///
        /// @param world index
        default void start(int world) {}

        /// Evaluates the step that was just made; once a step.
        ///
        /// @param world index
        /// @param actions `[worlds, actionSize]`
        /// @param alive whether the task goes on
        /// @return the term
        double evaluate(int world, float[] actions, boolean alive);

        /// Writes what it remembers of the last step.
        ///
        /// @param out where to
        /// @throws IOException when `out` fails
        default void save(DataOutput out) throws IOException {}

        /// Takes over what [#save] wrote.
        ///
        /// @param in what save wrote
        /// @throws IOException when `in` fails
        default void restore(DataInput in) throws IOException {}
    }

    /// Velocity along x: `weight·(x′ − x)/dt`.
    ///
    /// @param place whose x
    /// @param weight per m/s
    record Forward(Place place, double weight) implements RewardTerm {
        @Override
        public String key() {
            return "reward_forward";
        }

        @Override
        public Bound bind(Binding binding) {
            return new Advance(place.bind(binding), binding.batch().worlds(), binding.stepTime(), weight);
        }
    }

    /// A sum for each step until the task ends.
    ///
    /// @param value paid
    record Survival(double value) implements RewardTerm {
        @Override
        public String key() {
            return "reward_survive";
        }

        @Override
        public Bound bind(Binding binding) {
            return (world, actions, alive) -> alive ? value : 0;
        }
    }

    /// A sum for each step that Gymnasium adds without naming it.
    ///
    /// @param value paid
    record Constant(double value) implements RewardTerm {
        @Override
        public String key() {
            return "constant";
        }

        @Override
        public Bound bind(Binding binding) {
            return (world, actions, alive) -> value;
        }
    }

    /// `−weight·Σ a²` of the action as it came, in float.
    ///
    /// @param weight per squared action
    record ActionCost(float weight) implements RewardTerm {
        @Override
        public String key() {
            return "reward_ctrl";
        }

        @Override
        public Bound bind(Binding binding) {
            int size = binding.batch().component(StateComponent.CONTROL).size();
            float[] squares = new float[size];
            return (world, actions, alive) -> {
                for (int i = 0; i < size; i++) {
                    float action = actions[world * size + i];
                    squares[i] = action * action;
                }
                return -(weight * Sums.of(squares, size));
            };
        }
    }

    /// `−weight·Σ c²` of the controls in the state row, in double.
    ///
    /// @param key in `info`
    /// @param weight per squared control
    record ControlCost(String key, double weight) implements RewardTerm {
        @Override
        public Bound bind(Binding binding) {
            return squares(
                    binding.batch().component(StateComponent.CONTROL),
                    Double.POSITIVE_INFINITY,
                    sum -> -(weight * sum));
        }
    }

    /// `−weight·Σ clip(f, ±limit)²` of the contact forces and torques on all bodies.
    ///
    /// @param weight per squared N or N·m
    /// @param limit N or N·m
    record ContactCost(double weight, double limit) implements RewardTerm {
        @Override
        public String key() {
            return "reward_contact";
        }

        @Override
        public Bound bind(Binding binding) {
            return squares(binding.batch().output("cfrc_ext"), limit, sum -> -(weight * sum));
        }
    }

    /// `−min(weight·Σ f², most)` of the contact forces and torques on all bodies.
    ///
    /// @param key in `info`
    /// @param weight per squared N or N·m
    /// @param most that is taken
    record ImpactCost(String key, double weight, double most) implements RewardTerm {
        @Override
        public Bound bind(Binding binding) {
            return squares(
                    binding.batch().output("cfrc_ext"), Double.POSITIVE_INFINITY, sum -> -Math.min(weight * sum, most));
        }
    }

    /// `z/timestep` of the torso: Gymnasium divides by the physics step.
    record Height() implements RewardTerm {
        @Override
        public String key() {
            return "reward_linup";
        }

        @Override
        public Bound bind(Binding binding) {
            DoubleField position = binding.position();
            double timestep = binding.timestep();
            return (world, actions, alive) -> position.get(world, 2) / timestep;
        }
    }

    /// `−weight·‖a − b‖` of two bodies' places.
    ///
    /// @param key in `info`
    /// @param a body
    /// @param b body
    /// @param weight per m
    /// @param norm how the distance is rounded
    record Distance(String key, String a, String b, double weight, Norm norm) implements RewardTerm {
        @Override
        public Bound bind(Binding binding) {
            DoubleField place = binding.batch().output("xpos");
            int first = binding.coordinates(a);
            int second = binding.coordinates(b);
            return (world, actions, alive) -> {
                double x = place.get(world, first) - place.get(world, second);
                double y = place.get(world, first + 1) - place.get(world, second + 1);
                double z = place.get(world, first + 2) - place.get(world, second + 2);
                return -norm.of(x, y, z) * weight;
            };
        }
    }

    /// Inverted double pendulum: `−(0.01·x² + (z − 2)²)` of the tip.
    record TipPenalty() implements RewardTerm {
        @Override
        public String key() {
            return "distance_penalty";
        }

        @Override
        public Bound bind(Binding binding) {
            DoubleField site = binding.batch().output("site_xpos");
            CLibrary library = binding.library();
            return (world, actions, alive) ->
                    -(0.01 * library.square(site.get(world, 0)) + library.square(site.get(world, 2) - 2));
        }
    }

    /// Inverted double pendulum: `−(1e-3·ω₁² + 5e-3·ω₂²)` of the hinges.
    record SpinPenalty() implements RewardTerm {
        @Override
        public String key() {
            return "velocity_penalty";
        }

        @Override
        public Bound bind(Binding binding) {
            DoubleField velocity = binding.velocity();
            CLibrary library = binding.library();
            return (world, actions, alive) ->
                    -(1e-3 * library.square(velocity.get(world, 1)) + 5e-3 * library.square(velocity.get(world, 2)));
        }
    }

    private static Bound squares(DoubleField field, double limit, DoubleUnaryOperator term) {
        Slice slice = new Slice(field, 0, field.size(), limit);
        double[] squares = new double[field.size()];
        return (world, actions, alive) -> {
            slice.write(world, squares, 0);
            for (int i = 0; i < squares.length; i++) {
                squares[i] *= squares[i];
            }
            return term.applyAsDouble(Sums.of(squares, squares.length));
        };
    }
}
