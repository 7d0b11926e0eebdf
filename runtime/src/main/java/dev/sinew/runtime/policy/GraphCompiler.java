package dev.sinew.runtime.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a graph into steps on preallocated vectors. A graph it does not know in full is refused, never run in part.
final class GraphCompiler {
    private static final List<String> KNOWN = List.of(
            "Add",
            "Clip",
            "Constant",
            "Div",
            "Elu",
            "Gemm",
            "Identity",
            "MatMul",
            "Mul",
            "Relu",
            "Sigmoid",
            "Sub",
            "Tanh");

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, float[]> vectors = new HashMap<>(); // what one row of the batch computes
    private final Map<String, OnnxConstant> constants;

    private GraphCompiler(Map<String, OnnxConstant> constants) {
        this.constants = new HashMap<>(constants);
    }

    /// Compiles a graph.
    ///
    /// @param model the graph
    /// @param observation read by the first steps, `[n]`
    /// @param program filled with the steps, in order
    /// @return the vector that holds the action after the steps have run, `[m]`
    static float[] compile(OnnxModel model, float[] observation, List<Step> program) {
        GraphCompiler compiler = new GraphCompiler(model.constants());
        compiler.vectors.put(model.input().name(), observation);
        for (OnnxNode node : model.nodes()) {
            compiler.add(node);
        }
        float[] action = compiler.vectors.get(model.output().name());
        if (action == null) {
            throw new PolicyException("no node computes '" + model.output().name() + "'");
        }
        long wanted = model.output().shape().get(1);
        if (action.length != wanted) {
            throw new PolicyException(
                    "'" + model.output().name() + "' must hold " + wanted + " floats, holds " + action.length);
        }
        program.addAll(compiler.steps);
        return action;
    }

    private void add(OnnxNode node) {
        switch (node.operation()) {
            case "Constant" -> constant(node);
            case "Identity" -> vectors.put(output(node), vector(node, 0));
            case "Gemm" -> gemm(node);
            case "MatMul" -> dense(node, weights(node, false, 1), new float[0]);
            case "Add" -> binary(node, BinaryStep.Operator.ADD);
            case "Sub" -> binary(node, BinaryStep.Operator.SUBTRACT);
            case "Mul" -> binary(node, BinaryStep.Operator.MULTIPLY);
            case "Div" -> binary(node, BinaryStep.Operator.DIVIDE);
            case "Clip" -> clip(node);
            case "Relu" -> activation(node, ActivationStep.Function.RELU);
            case "Tanh" -> activation(node, ActivationStep.Function.TANH);
            case "Sigmoid" -> activation(node, ActivationStep.Function.SIGMOID);
            case "Elu" -> activation(node, ActivationStep.Function.ELU);
            default -> throw new PolicyException("the Java policy cannot run " + node + ", it knows " + KNOWN);
        }
    }

    private void constant(OnnxNode node) {
        OnnxAttribute value = node.attributes().get("value");
        if (value == null || value.tensor().isEmpty()) {
            throw new PolicyException(node + " must hold a tensor in 'value'");
        }
        OnnxConstant tensor = value.tensor().get();
        tensor.requireFinite();
        constants.put(output(node), tensor);
    }

    private void gemm(OnnxNode node) {
        if (node.integer("transA", 0) != 0) {
            throw new PolicyException(node + " must not transpose its input (transA must be 0)");
        }
        float[] weights = weights(node, node.integer("transB", 0) != 0, node.number("alpha", 1));
        float[] bias = new float[0];
        if (node.has(2)) {
            float beta = node.number("beta", 1);
            bias = row(node, 2).values();
            for (int i = 0; i < bias.length; i++) {
                bias[i] *= beta;
            }
        }
        dense(node, weights, bias);
    }

    private float[] weights(OnnxNode node, boolean transposed, float alpha) {
        OnnxConstant matrix = matrix(node);
        int in = matrix.size(transposed ? 1 : 0);
        int out = matrix.size(transposed ? 0 : 1);
        float[] weights = new float[in * out];
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                weights[i * out + j] = alpha * matrix.get(transposed ? j * in + i : i * out + j);
            }
        }
        return weights;
    }

    private OnnxConstant matrix(OnnxNode node) {
        OnnxConstant matrix = floats(node, 1);
        if (matrix.rank() != 2 || matrix.count() == 0) {
            throw new PolicyException(node + " must have a matrix as its weights, has " + matrix);
        }
        return matrix;
    }

    private void dense(OnnxNode node, float[] weights, float[] bias) {
        float[] x = vector(node, 0);
        if (x.length == 0 || weights.length % x.length != 0 || rows(node) != x.length) {
            throw new PolicyException(node + " must have " + x.length + " rows of weights, has " + matrix(node));
        }
        float[] y = new float[weights.length / x.length];
        steps.add(new DenseStep(x, weights, spread(node, bias, y.length), y));
        vectors.put(output(node), y);
    }

    private int rows(OnnxNode node) {
        return matrix(node).size(node.integer("transB", 0) != 0 ? 1 : 0);
    }

    private void binary(OnnxNode node, BinaryStep.Operator operator) {
        int n = Math.max(length(node, 0), length(node, 1));
        float[] left = operand(node, 0, n);
        float[] right = operand(node, 1, n);
        float[] out = new float[n];
        steps.add(new BinaryStep(operator, left, right, out));
        vectors.put(output(node), out);
    }

    private float @Nullable [] computed(OnnxNode node, int input) {
        return node.has(input) ? vectors.get(node.inputs().get(input)) : null;
    }

    private int length(OnnxNode node, int input) {
        float[] vector = computed(node, input);
        return vector == null ? row(node, input).count() : vector.length;
    }

    private float[] operand(OnnxNode node, int input, int n) {
        float[] vector = computed(node, input);
        if (vector == null) {
            return spread(node, row(node, input).values(), n);
        }
        if (vector.length != n) {
            throw new PolicyException(node + " must have inputs of one length, has " + vector.length + " and " + n);
        }
        return vector;
    }

    /// {@return a row of `n` numbers from a row of n, of one or of none (zeros)}
    private static float[] spread(OnnxNode node, float[] row, int n) {
        if (row.length == n) {
            return row;
        }
        if (row.length > 1) {
            throw new PolicyException(node + " must have a row of 1 or " + n + " numbers, has " + row.length);
        }
        float[] all = new float[n];
        Arrays.fill(all, row.length == 0 ? 0 : row[0]);
        return all;
    }

    private void clip(OnnxNode node) {
        float low = node.has(1) ? scalar(node, 1) : node.number("min", Float.NEGATIVE_INFINITY);
        float high = node.has(2) ? scalar(node, 2) : node.number("max", Float.POSITIVE_INFINITY);
        float[] in = vector(node, 0);
        float[] out = new float[in.length];
        steps.add(new ClipStep(in, low, high, out));
        vectors.put(output(node), out);
    }

    private void activation(OnnxNode node, ActivationStep.Function function) {
        float[] in = vector(node, 0);
        float[] out = new float[in.length];
        steps.add(new ActivationStep(function, node.number("alpha", 1), in, out));
        vectors.put(output(node), out);
    }

    private float scalar(OnnxNode node, int input) {
        OnnxConstant constant = floats(node, input);
        if (constant.count() != 1) {
            throw new PolicyException(node + " must have one number as input " + input + ", has " + constant);
        }
        return constant.get(0);
    }

    private OnnxConstant row(OnnxNode node, int input) {
        OnnxConstant constant = floats(node, input);
        if (!constant.isRow()) {
            throw new PolicyException(node + " must have one row as input " + input + ", has " + constant);
        }
        return constant;
    }

    private OnnxConstant floats(OnnxNode node, int input) {
        OnnxConstant constant = constants.get(name(node, input));
        if (constant == null || !constant.isFloat()) {
            throw new PolicyException(
                    node + " must have a float32 constant as input " + input + ", has '" + name(node, input) + "'");
        }
        return constant;
    }

    private static String name(OnnxNode node, int input) {
        return node.has(input) ? node.inputs().get(input) : "";
    }

    private float[] vector(OnnxNode node, int input) {
        float[] vector = computed(node, input);
        if (vector == null) {
            throw new PolicyException(
                    node + " must have a computed vector as input " + input + ", has '" + name(node, input) + "'");
        }
        return vector;
    }

    private static String output(OnnxNode node) {
        if (node.outputs().size() != 1) {
            throw new PolicyException(
                    node + " must have 1 output, has " + node.outputs().size());
        }
        return node.outputs().getFirst();
    }
}
