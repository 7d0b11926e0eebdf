package dev.sinew.config.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.ActionMapping;
import dev.sinew.config.contract.ContractFormat;
import dev.sinew.config.contract.Normalization;
import dev.sinew.config.contract.PolicyContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleReaderTest {
    private final String keyId = SampleBundle.KEY.trustedKey().id();

    @Test
    void readsBackWhatWasWrittenAndSaysWhoSignedIt() {
        Bundle bundle = SampleBundle.reader().read(SampleBundle.writer().signed(SampleBundle.KEY));

        assertEquals(SampleBundle.contract(), bundle.contract());
        assertArrayEquals(SampleBundle.contents().get(BundleWriter.ONNX), bundle.onnx());
        assertEquals(SampleBundle.golden().write(), bundle.golden().write());
        assertEquals(Optional.of(keyId), bundle.signer());
        assertTrue(bundle.policyId().matches("[0-9a-f]{16}"));
    }

    @Test
    void makesEqualBytesOfEqualParts() {
        assertArrayEquals(
                SampleBundle.writer().signed(SampleBundle.KEY),
                SampleBundle.writer().signed(SampleBundle.KEY));
    }

    @Test
    void takesAnySignatureAndAnotherTaskForAReplay() {
        PolicyContract contract = SampleBundle.contract();
        PolicyContract otherTask = new PolicyContract(
                contract.robot(),
                "another",
                contract.delayBudgetSeconds() / 2,
                contract.joints(),
                contract.observation(),
                contract.action(),
                contract.normalization());
        byte[] signed = SampleBundle.writer().signed(SigningKey.create());
        Bundle bundle = BundleReader.forReplay(signed, otherTask, onnx -> contract.normalization());

        assertArrayEquals(signed, bundle.file());
        assertEquals(contract, bundle.contract());
        assertEquals(Optional.empty(), bundle.signer());
    }

    @Test
    void refusesABundleForAReplayThatDoesNotFitTheRecordOrIsDamaged() {
        PolicyContract contract = SampleBundle.contract();
        List<ActionMapping> weaker = contract.action().stream()
                .map(action -> new ActionMapping(action.joint(), action.scale() / 2, action.offset()))
                .toList();
        PolicyContract recorded = new PolicyContract(
                contract.robot(),
                contract.task(),
                contract.delayBudgetSeconds(),
                contract.joints(),
                contract.observation(),
                weaker,
                contract.normalization());
        byte[] unsigned = SampleBundle.writer().unsigned();
        BundleRefusedException misfit = assertThrows(
                BundleRefusedException.class,
                () -> BundleReader.forReplay(unsigned, recorded, onnx -> contract.normalization()));
        unsigned[unsigned.length / 2] ^= 1;

        assertEquals(
                "contract does not fit the flight record: action[0].scale: expected 5.0 V, found 10.0 V",
                misfit.getMessage());
        assertThrows(
                BundleRefusedException.class,
                () -> BundleReader.forReplay(unsigned, contract, onnx -> contract.normalization()));
    }

    @Test
    void refusesAnUnsignedBundleUnlessItIsAllowed() {
        byte[] unsigned = SampleBundle.writer().unsigned();

        assertRefused(
                Reason.UNSIGNED,
                "bundle must be signed by one of the trusted keys [" + keyId + "], was unsigned",
                SampleBundle.reader(),
                unsigned);
        assertEquals(
                Optional.empty(),
                SampleBundle.reader(Unsigned.ALLOWED, List.of()).read(unsigned).signer());
    }

    @Test
    void refusesAnUnknownKeyAlsoWhereUnsignedBundlesAreAllowed() {
        SigningKey stranger = SigningKey.create();

        assertRefused(
                Reason.UNKNOWN_KEY,
                "bundle must be signed by one of the trusted keys [" + keyId + "], was key "
                        + stranger.trustedKey().id(),
                SampleBundle.reader(Unsigned.ALLOWED, List.of(SampleBundle.KEY.trustedKey())),
                SampleBundle.writer().signed(stranger));
    }

    @Test
    void refusesASignatureOfAnotherKeyThanTheManifestNames() {
        SequencedMap<String, byte[]> contents = SampleBundle.contents();
        byte[] forged =
                BundleWriter.pack(SampleBundle.manifest(contents).write(), Optional.of(SigningKey.create()), contents);

        assertRefused(
                Reason.SIGNATURE,
                "signature of the bundle must belong to key " + keyId + ", did not",
                SampleBundle.reader(),
                forged);
    }

    @Test
    void refusesABundleWhoseSignatureWasTakenOut() {
        SequencedMap<String, byte[]> contents = SampleBundle.contents();
        byte[] stripped = BundleWriter.pack(SampleBundle.manifest(contents).write(), Optional.empty(), contents);

        assertRefused(
                Reason.SIGNATURE,
                "bundle must have a signature exactly when it names a key, was key " + keyId + " and no signature",
                SampleBundle.reader(Unsigned.ALLOWED, List.of(SampleBundle.KEY.trustedKey())),
                stripped);
    }

    @Test
    void refusesAFileThatIsNotTheOneOfTheManifest() {
        SequencedMap<String, byte[]> contents = SampleBundle.contents();
        Manifest right = SampleBundle.manifest(contents);
        String hash = right.files().getFirst().sha256();
        byte[] other = "NOT looked into".getBytes(StandardCharsets.US_ASCII);
        contents.put(BundleWriter.ONNX, other);

        assertRefused(
                Reason.HASH,
                "policy.onnx must have the SHA-256 " + hash + ", was " + Sha256.hex(other),
                SampleBundle.reader(),
                BundleWriter.pack(right.write(), Optional.of(SampleBundle.KEY), contents));
    }

    @Test
    void namesTheFirstDifferenceToTheRobot() {
        String contract = ContractFormat.write(SampleBundle.contract())
                .replace("\"time_constant\": \"1.0 s\"", "\"time_constant\": \"2.0 s\"");

        assertRefused(
                Reason.MISMATCH,
                "contract does not fit the robot 'balancer': robot.attitude.time_constant: expected 1.0 s, found 2.0 s",
                SampleBundle.reader(),
                SampleBundle.signedWith(BundleWriter.CONTRACT, contract));
    }

    @Test
    void refusesAMissingFieldOfTheContract() {
        String contract =
                ContractFormat.write(SampleBundle.contract()).replace("  \"delay_budget\": \"0.02 s\",\n", "");

        assertRefused(
                Reason.CONTENT,
                "contract.json:1: key 'delay_budget' is missing",
                SampleBundle.reader(),
                SampleBundle.signedWith(BundleWriter.CONTRACT, contract));
    }

    @Test
    void refusesABundleForAnotherRobot() {
        BundleReader other = new BundleReader(
                "duck",
                SampleBundle.TASKS,
                List.of(SampleBundle.KEY.trustedKey()),
                Unsigned.REFUSED,
                onnx -> SampleBundle.contract().normalization());

        assertRefused(
                Reason.MISMATCH,
                "bundle must be for the robot 'duck', was for 'balancer'",
                other,
                SampleBundle.writer().signed(SampleBundle.KEY));
    }

    @Test
    void refusesAContractThatTellsAnotherNormalizationThanTheGraph() {
        Normalization computed = new Normalization(Collections.nCopies(9, 0.25), Collections.nCopies(9, 4.0), 10);
        BundleReader reader = new BundleReader(
                "balancer",
                SampleBundle.TASKS,
                List.of(SampleBundle.KEY.trustedKey()),
                Unsigned.REFUSED,
                onnx -> computed);

        assertRefused(
                Reason.NORMALIZATION,
                "contract.json does not tell what policy.onnx computes: std[0]: expected 4.0, found 2.0",
                reader,
                SampleBundle.writer().signed(SampleBundle.KEY));
    }

    @Test
    void refusesGoldenVectorsOfAnotherSize() {
        String golden = SampleBundle.golden().write().replace("[0.5, -0.5]", "[0.5]");

        assertRefused(
                Reason.CONTENT,
                "golden.json:7: key 'vectors[0].action' must hold 2 numbers, was 1",
                SampleBundle.reader(),
                SampleBundle.signedWith(BundleWriter.GOLDEN, golden));
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        SequencedMap<String, byte[]> contents = SampleBundle.contents();
        contents.put(BundleWriter.GOLDEN, new byte[] {(byte) 0xFF});

        assertRefused(
                Reason.CONTENT,
                "golden.json must be UTF-8, was not",
                SampleBundle.reader(),
                BundleWriter.pack(SampleBundle.manifest(contents).write(), Optional.of(SampleBundle.KEY), contents));
    }

    @Test
    void refusesAFileThatIsMissingOrTooLarge(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("a.bundle");
        Path large = folder.resolve("b.bundle");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(BundleReader.LARGEST_FILE + 1L); // sparse
        }

        assertEquals(
                "bundle " + missing + " must be a file, was missing",
                assertThrows(BundleRefusedException.class, () -> SampleBundle.reader()
                                .read(missing))
                        .getMessage());
        assertEquals(
                "bundle must have at most 67108864 bytes, was 67108865",
                assertThrows(BundleRefusedException.class, () -> SampleBundle.reader()
                                .read(large))
                        .getMessage());
        Files.write(missing, SampleBundle.writer().signed(SampleBundle.KEY));
        assertEquals(Optional.of(keyId), SampleBundle.reader().read(missing).signer());
    }

    private static void assertRefused(Reason reason, String message, BundleReader reader, byte[] bundle) {
        BundleRefusedException refused = assertThrows(BundleRefusedException.class, () -> reader.read(bundle));

        assertEquals(message, refused.getMessage());
        assertEquals(reason, refused.reason());
    }
}
