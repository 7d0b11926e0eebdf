package dev.sinew.runtime.policy;

import dev.sinew.runtime.protobuf.ProtobufException;
import dev.sinew.runtime.protobuf.ProtobufReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An ONNX file as far as a policy needs it: one graph of nodes in the order they run, its constants, one input and
/// one output.
///
/// Field numbers are those of `onnx.proto` (`ModelProto.graph` = 7; `GraphProto`: node 1, initializer 5, input 11,
/// output 12).
///
/// @param nodes in the order they run
/// @param constants by name
/// @param input what the graph takes
/// @param output what it gives
record OnnxModel(List<OnnxNode> nodes, Map<String, OnnxConstant> constants, OnnxPort input, OnnxPort output) {
    /// Name of the graph's input.
    static final String OBSERVATION = "observation";
    /// Name of the graph's output.
    static final String ACTION = "action";

    OnnxModel {
        nodes = List.copyOf(nodes);
        constants = Map.copyOf(constants);
    }

    /// Reads a model and refuses one that is not a policy of these sizes or whose weights are not finite.
    ///
    /// @param model bytes of the file
    /// @param observationSize floats per observation
    /// @param actionSize floats per action
    /// @return the model
    static OnnxModel read(byte[] model, int observationSize, int actionSize) {
        OnnxModel read = parse(model);
        read.input.require(OBSERVATION, observationSize);
        read.output.require(ACTION, actionSize);
        for (OnnxConstant constant : read.constants.values()) {
            constant.requireFinite();
        }
        return read;
    }

    /// Reads a model as it is.
    ///
    /// @param model bytes of the file
    /// @return the model
    static OnnxModel parse(byte[] model) {
        try {
            ProtobufReader reader = new ProtobufReader(model);
            while (reader.next()) {
                if (reader.field() == 7) {
                    return graph(reader.message());
                }
                reader.skip();
            }
        } catch (ProtobufException | PolicyException e) {
            throw new PolicyException("policy is no readable ONNX file: " + e.getMessage(), e);
        }
        throw new PolicyException("policy is no readable ONNX file: it holds no graph");
    }

    private static OnnxModel graph(ProtobufReader graph) {
        List<OnnxNode> nodes = new ArrayList<>();
        Map<String, OnnxConstant> constants = new LinkedHashMap<>();
        List<OnnxPort> inputs = new ArrayList<>();
        List<OnnxPort> outputs = new ArrayList<>();
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> nodes.add(OnnxParts.node(graph.message()));
                case 5 -> {
                    OnnxConstant constant = OnnxParts.constant(graph.message());
                    constants.put(constant.name(), constant);
                }
                case 11 -> inputs.add(OnnxParts.port(graph.message()));
                case 12 -> outputs.add(OnnxParts.port(graph.message()));
                case 15 -> throw new PolicyException("sparse weights are not supported");
                default -> graph.skip();
            }
        }
        // files before IR version 4 list constants among the inputs too
        inputs.removeIf(input -> constants.containsKey(input.name()));
        return new OnnxModel(nodes, constants, one("input", inputs), one("output", outputs));
    }

    private static OnnxPort one(String what, List<OnnxPort> ports) {
        if (ports.size() != 1) {
            throw new PolicyException("graph must have 1 " + what + ", has " + ports.size() + ": "
                    + ports.stream().map(OnnxPort::name).toList());
        }
        return ports.getFirst();
    }
}
