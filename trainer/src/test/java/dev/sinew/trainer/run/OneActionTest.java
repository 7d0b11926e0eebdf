package dev.sinew.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.evaluation.ActionScale;
import dev.sinew.trainer.export.ExportCheck;
import dev.sinew.trainer.export.OnnxGraph;
import dev.sinew.trainer.export.PolicySamples;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.loop.LearnerActor;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The policy of a task with one action has one output and no more, wherever it is written down.
class OneActionTest {
    private static final float[] LOW = {-1};
    private static final float[] HIGH = {1};

    static List<String> algorithms() {
        return OnPolicySettings.algorithms();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aCheckpointHoldsOneOutputAndNothingBesideIt(String algorithm) throws IOException {
        Mlp shape = new Mlp(1, List.of(16, 16), 1, Activation.TANH).withMatrixOutput();
        Parameters policy = new Parameters(shape.layers(), 1);
        try (OnPolicyTraining training = trained(algorithm)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            training.learner.save(new DataOutputStream(bytes));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            // two sizes of 4 bytes and a count of 8, then the policy
            in.skipNBytes(16);
            policy.restore(in);
        }

        float[] rest = policy.values().clone();
        for (Dense layer : shape.layers()) {
            for (int n = 0; n < layer.outputs(); n++) {
                rest[layer.bias(n)] = 0;
                for (int k = 0; k < layer.inputs(); k++) {
                    rest[layer.weight(k, n)] = 0;
                }
            }
        }
        rest[policy.freeOffset()] = 0;
        for (int i = 0; i < rest.length; i++) {
            assertEquals(0, rest[i], 0, "number " + i + " belongs to nothing");
        }
        assertTrue(policy.values()[shape.head().bias(0)] != 0, "the head has learned");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void theExportedFileHoldsOneOutputAndAnswersAsTheLearner(String algorithm) throws IOException {
        try (OnPolicyTraining training = trained(algorithm)) {
            ExportedPolicy policy = training.learner.policy(LOW, HIGH);
            byte[] file = OnnxGraph.write(policy, Map.of());

            List<TensorProto> tensors = ModelProto.parseFrom(file).getGraph().getInitializerList();
            assertEquals(List.of(1L, 16L), shape(tensors, "layer_2_weights"));
            assertEquals(List.of(1L), shape(tensors, "layer_2_bias"));
            double difference = ExportCheck.largestDifference(
                    file,
                    policy,
                    new LearnerActor(training.learner, new ActionScale(LOW, HIGH)),
                    new PolicySamples(policy, 500, new RandomStream(3)));
            assertTrue(difference <= ExportCheck.TOLERANCE, "differs by " + difference);
        }
    }

    private static OnPolicyTraining trained(String algorithm) {
        OnPolicyTraining training =
                new OnPolicyTraining(algorithm, OnPolicySettings.of(algorithm, 32, true), new DraggedWorlds(4, 1), 5);
        for (int i = 0; i < 3; i++) {
            training.round(i / 3.0);
        }
        return training;
    }

    private static List<Long> shape(List<TensorProto> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getDimsList();
    }
}
