package dev.sinew.sim.task.gymnasium;

import dev.sinew.config.random.RandomStream;

/// How an episode starts: distributed as in Gymnasium, drawn from streams of our own.
sealed interface Start {

    /// Draws a start state.
    ///
    /// @param random of the world
    /// @param position the model's own, `[nq]`, changed
    /// @param velocity zero, `[nv]`, changed
    void draw(RandomStream random, double[] position, double[] velocity);

    /// Adds uniform noise to the positions, quaternions included and not normalised, and noise to the velocities.
    ///
    /// @param position largest noise of a position
    /// @param velocity of the velocities
    record Noisy(double position, Velocity velocity) implements Start {
        @Override
        public void draw(RandomStream random, double[] q, double[] v) {
            for (int i = 0; i < q.length; i++) {
                q[i] += random.uniform(-position, position);
            }
            velocity.add(random, v, v.length);
        }
    }

    /// Reacher: a noisy arm and a goal anywhere within reach.
    record Reach() implements Start {
        private static final double REACH = 0.2;

        @Override
        public void draw(RandomStream random, double[] q, double[] v) {
            for (int i = 0; i < q.length; i++) {
                q[i] += random.uniform(-0.1, 0.1);
            }
            int goal = q.length - 2;
            do {
                q[goal] = random.uniform(-REACH, REACH);
                q[goal + 1] = random.uniform(-REACH, REACH);
            } while (!(Math.hypot(q[goal], q[goal + 1]) < REACH));
            new Velocity.Uniform(0.005).add(random, v, v.length - 2);
        }
    }

    /// Pusher: an object somewhere to push, but not already at the goal.
    record Push() implements Start {
        private static final double CLEAR = 0.17;

        @Override
        public void draw(RandomStream random, double[] q, double[] v) {
            int object = q.length - 4;
            do {
                q[object] = random.uniform(-0.3, 0);
                q[object + 1] = random.uniform(-0.2, 0.2);
            } while (!(Math.hypot(q[object], q[object + 1]) > CLEAR));
            q[object + 2] = 0;
            q[object + 3] = 0;
            new Velocity.Uniform(0.005).add(random, v, v.length - 4);
        }
    }

    /// Noise of velocities.
    sealed interface Velocity {
        /// Adds noise.
        ///
        /// @param random of the world
        /// @param v velocities, changed
        /// @param count how many get noise
        void add(RandomStream random, double[] v, int count);

        /// Uniform noise.
        ///
        /// @param limit largest
        record Uniform(double limit) implements Velocity {
            @Override
            public void add(RandomStream random, double[] v, int count) {
                for (int i = 0; i < count; i++) {
                    v[i] += random.uniform(-limit, limit);
                }
            }
        }

        /// Normal noise.
        ///
        /// @param deviation standard deviation
        record Normal(double deviation) implements Velocity {
            @Override
            public void add(RandomStream random, double[] v, int count) {
                for (int i = 0; i < count; i++) {
                    v[i] += deviation * random.nextGaussian();
                }
            }
        }
    }
}
