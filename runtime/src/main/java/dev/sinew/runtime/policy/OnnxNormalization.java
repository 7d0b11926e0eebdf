package dev.sinew.runtime.policy;

import dev.sinew.config.bundle.BundleRefusedException;
import dev.sinew.config.bundle.GraphNormalization;
import dev.sinew.config.bundle.Reason;
import dev.sinew.config.contract.Normalization;
import java.util.ArrayList;
import java.util.List;

/// Reads out of a policy file what it does first with an observation.
///
/// The graph must begin with the nodes `Sub mean [n]`, `Div std [n]`, `Clip −c c`, each taking what the one before
/// gave, and nothing else may take the observation or what stands between them: a way around the normalization would
/// make the contract's word for it worthless.
public final class OnnxNormalization implements GraphNormalization {
    private static final List<String> BEGINNING = List.of("Sub", "Div", "Clip");

    /// A reader without state.
    public OnnxNormalization() {}

    @Override
    public Normalization of(byte[] onnx) {
        try {
            return read(OnnxModel.parse(onnx));
        } catch (PolicyException | IllegalArgumentException refused) {
            throw new BundleRefusedException(Reason.NORMALIZATION, "policy.onnx: " + refused.getMessage());
        }
    }

    private static Normalization read(OnnxModel model) {
        List<OnnxNode> first = model.nodes()
                .subList(0, Math.min(BEGINNING.size(), model.nodes().size()));
        List<String> operations = first.stream().map(OnnxNode::operation).toList();
        if (!operations.equals(BEGINNING)) {
            throw new PolicyException("graph must begin with " + BEGINNING + ", begins with " + operations);
        }
        String taken = model.input().name();
        for (int i = 0; i < first.size(); i++) {
            requireOnlyTaker(model, i, taken);
            taken = first.get(i).outputs().getFirst();
        }
        double low = number(model, first.get(2), 1);
        double high = number(model, first.get(2), 2);
        if (low != -high) {
            throw new PolicyException(first.get(2) + " must clip as far down as up, clips from " + low + " to " + high);
        }
        return new Normalization(row(model, first.get(0)), row(model, first.get(1)), high);
    }

    private static void requireOnlyTaker(OnnxModel model, int index, String taken) {
        OnnxNode taker = model.nodes().get(index);
        for (int i = 0; i < model.nodes().size(); i++) {
            OnnxNode node = model.nodes().get(i);
            boolean takes = node.inputs().contains(taken);
            if (takes != (i == index) || (takes && !node.inputs().getFirst().equals(taken))) {
                throw new PolicyException("'" + taken + "' must be taken by " + taker + " alone, was not by " + node);
            }
        }
        if (taker.outputs().size() != 1) {
            throw new PolicyException(
                    taker + " must have 1 output, has " + taker.outputs().size());
        }
    }

    private static List<Double> row(OnnxModel model, OnnxNode node) {
        OnnxConstant constant = constant(model, node, 1);
        long size = model.input().shape().isEmpty() ? 0 : model.input().shape().getLast();
        if (!constant.isRow() || constant.count() != size) {
            throw new PolicyException(node + " must have one row of " + size + " numbers, has " + constant);
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < constant.count(); i++) {
            values.add((double) constant.get(i));
        }
        return values;
    }

    private static double number(OnnxModel model, OnnxNode node, int input) {
        OnnxConstant constant = constant(model, node, input);
        if (constant.count() != 1) {
            throw new PolicyException(node + " must have one number as input " + input + ", has " + constant);
        }
        return constant.get(0);
    }

    private static OnnxConstant constant(OnnxModel model, OnnxNode node, int input) {
        String name = node.has(input) ? node.inputs().get(input) : "";
        OnnxConstant constant = model.constants().get(name);
        if (constant == null || !constant.isFloat()) {
            throw new PolicyException(
                    node + " must have a float32 constant as input " + input + ", has '" + name + "'");
        }
        return constant;
    }
}
