package dev.sinew.trainer.network;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Dense;

/// How the weights of a network are drawn before training.
public enum Initialization {
    /// Weights and biases from `U(±1/√inputs)`, as PyTorch draws them by default.
    UNIFORM {
        @Override
        void draw(Dense layer, double gain, RandomStream random, float[] values) {
            double bound = 1 / Math.sqrt(layer.inputs());
            for (int n = 0; n < layer.outputs(); n++) {
                for (int k = 0; k < layer.inputs(); k++) {
                    values[layer.weight(k, n)] = (float) random.uniform(-bound, bound);
                }
                values[layer.bias(n)] = (float) random.uniform(-bound, bound);
            }
        }
    },
    /// Weights with orthonormal rows or columns, whichever are fewer, times a gain; biases zero. Saxe, McClelland and
    /// Ganguli, *Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear Neural Networks*,
    /// arXiv:1312.6120v3.
    ORTHOGONAL {
        @Override
        void draw(Dense layer, double gain, RandomStream random, float[] values) {
            boolean wide = layer.inputs() >= layer.outputs();
            int vectors = wide ? layer.outputs() : layer.inputs();
            double[][] basis = orthonormal(vectors, wide ? layer.inputs() : layer.outputs(), random);
            for (int n = 0; n < layer.outputs(); n++) {
                for (int k = 0; k < layer.inputs(); k++) {
                    values[layer.weight(k, n)] = (float) (gain * (wide ? basis[n][k] : basis[k][n]));
                }
            }
        }
    },
    /// Normal weights, those into each output scaled to the length of the gain; biases zero. Schulman's `normc`, which
    /// TRPO and ACKTR were published with.
    COLUMN_NORMALIZED {
        @Override
        void draw(Dense layer, double gain, RandomStream random, float[] values) {
            for (int n = 0; n < layer.outputs(); n++) {
                double[] column = normal(layer.inputs(), random);
                double length = Math.sqrt(dot(column, column));
                for (int k = 0; k < layer.inputs(); k++) {
                    values[layer.weight(k, n)] = (float) (gain * column[k] / length);
                }
            }
        }
    };

    /// Draws a layer.
    ///
    /// @param layer where it lies
    /// @param gain of its weights, where the kind has one
    /// @param random where from
    /// @param values of the network, filled where the layer lies
    abstract void draw(Dense layer, double gain, RandomStream random, float[] values);

    /// Gram and Schmidt's method on normal vectors, each pass made twice, which keeps it exact to rounding.
    private static double[][] orthonormal(int vectors, int length, RandomStream random) {
        double[][] basis = new double[vectors][];
        for (int i = 0; i < vectors; i++) {
            double[] v = normal(length, random);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    double share = dot(v, basis[j]);
                    for (int k = 0; k < length; k++) {
                        v[k] -= share * basis[j][k];
                    }
                }
            }
            double norm = Math.sqrt(dot(v, v));
            for (int k = 0; k < length; k++) {
                v[k] /= norm;
            }
            basis[i] = v;
        }
        return basis;
    }

    private static double[] normal(int length, RandomStream random) {
        double[] v = new double[length];
        for (int k = 0; k < length; k++) {
            v[k] = random.nextGaussian();
        }
        return v;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
