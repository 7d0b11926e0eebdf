package dev.sinew.trainer.export;

import dev.sinew.config.contract.Normalization;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.ObservationScaling;
import dev.sinew.trainer.network.Squash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/// Writes a policy as an ONNX graph that needs nothing around it: raw observations in, actions in task units out.
///
/// ```text
/// observation [N, n] float32
///   Sub  observation_mean [n],  Div  observation_std [n],  Clip  −clip, clip
///   Gemm layer_0_weights [outputs, inputs], layer_0_bias;  Relu, Tanh or Elu;  … for each layer
///   Tanh, or Clip −1, 1             the squash
///   Mul  action_half_range [m],  Add  action_middle [m]
/// action [N, m] float32
/// ```
///
/// N is free. Opset 17 and IR version 8, which ONNX Runtime reads since 1.12. Equal policies make equal bytes.
public final class OnnxGraph {
    /// Version of the standard operators used.
    public static final int OPSET = 17;

    private static final int IR_VERSION = 8;
    private static final String OBSERVATION = "observation";
    private static final String ACTION = "action";
    private static final String BATCH = "N";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("policy");
    private String last = OBSERVATION;

    private OnnxGraph() {}

    /// Writes the file.
    ///
    /// @param policy to write; its numbers are finite, which its constructor saw to
    /// @param metadata kept in the file for whoever looks: task, run, …
    /// @return bytes of the ONNX file
    /// @throws IllegalArgumentException when its scaling does not survive the rounding to 32 bits
    public static byte[] write(ExportedPolicy policy, Map<String, String> metadata) {
        OnnxGraph onnx = new OnnxGraph();
        onnx.graph.addInput(port(OBSERVATION, policy.observationSize()));
        onnx.scale(normalization(policy));
        List<DenseLayer> layers = policy.layers();
        for (int i = 0; i < layers.size(); i++) {
            onnx.dense("layer_" + i, layers.get(i));
        }
        onnx.squash(policy.squash());
        onnx.toTaskUnits(policy.actionLow(), policy.actionHigh());
        onnx.graph.addOutput(port(ACTION, policy.actionSize()));
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sinew")
                .setGraph(onnx.graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET));
        new TreeMap<>(metadata)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    /// {@return what a policy does first with an observation, rounded to the 32 bits that the graph computes with}
    ///
    /// @param policy whose scaling it is; one that scales nothing gets the normalization that changes nothing
    /// @throws IllegalArgumentException when a number does not survive the rounding
    public static Normalization normalization(ExportedPolicy policy) {
        if (policy.scaling().isEmpty()) {
            return Normalization.identity(policy.observationSize());
        }
        ObservationScaling scaling = policy.scaling().get();
        double[] mean = scaling.mean();
        double[] variance = scaling.variance();
        List<Double> means = new ArrayList<>();
        List<Double> stds = new ArrayList<>();
        for (int i = 0; i < mean.length; i++) {
            means.add((double) (float) mean[i]);
            stds.add((double) (float) Math.sqrt(variance[i] + scaling.epsilon()));
        }
        return new Normalization(means, stds, (float) scaling.clip());
    }

    private void scale(Normalization normalization) {
        int n = normalization.size();
        node("Sub", "centered", constant("observation_mean", floats(normalization.mean()), n));
        node("Div", "scaled", constant("observation_std", floats(normalization.std()), n));
        float clip = (float) normalization.clip();
        node(
                "Clip",
                "clipped",
                constant("observation_low", new float[] {-clip}),
                constant("observation_high", new float[] {clip}));
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    private void dense(String name, DenseLayer layer) {
        String weights = constant(name + "_weights", layer.weights(), layer.outputs(), layer.inputs());
        String bias = constant(name + "_bias", layer.bias(), layer.outputs());
        graph.addNode(begun("Gemm", name, weights, bias)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("transB")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1)));
        last = name;
        if (layer.activation() != Activation.IDENTITY) {
            node(operator(layer.activation()), name + "_activation");
        }
    }

    private static String operator(Activation activation) {
        return switch (activation) {
            case IDENTITY -> "Identity";
            case RELU -> "Relu";
            case TANH -> "Tanh";
            case ELU -> "Elu";
        };
    }

    private void squash(Squash squash) {
        switch (squash) {
            case TANH -> node("Tanh", "squash");
            case CLIP ->
                node("Clip", "squash", constant("action_low", new float[] {-1}), constant("action_high", new float[] {1
                }));
        }
    }

    private void toTaskUnits(float[] low, float[] high) {
        int m = low.length;
        float[] half = new float[m];
        float[] middle = new float[m];
        for (int i = 0; i < m; i++) {
            half[i] = (float) (((double) high[i] - low[i]) / 2);
            middle[i] = (float) (((double) high[i] + low[i]) / 2);
        }
        node("Mul", "stretched", constant("action_half_range", half, m));
        node("Add", ACTION, constant("action_middle", middle, m));
    }

    /// Adds a node that takes what the last one gave.
    private void node(String operator, String output, String... constants) {
        graph.addNode(begun(operator, output, constants));
        last = output;
    }

    private NodeProto.Builder begun(String operator, String output, String... constants) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addInput(last)
                .addAllInput(List.of(constants))
                .addOutput(output);
    }

    private String constant(String name, float[] values, int... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (int size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    private static ValueInfoProto port(String name, int size) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size))
                .build();
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
