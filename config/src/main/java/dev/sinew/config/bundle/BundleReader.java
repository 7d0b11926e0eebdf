package dev.sinew.config.bundle;

import dev.sinew.config.contract.ContractFormat;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.task.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Reads bundles for one robot and refuses every one that does not fit it, in this order: the zip file, the manifest,
/// the hashes of the files, the signature, the contract, the golden vectors, the contract against the robot's own,
/// the normalization against the graph. All that is read before the signature is checked is bounded in size and
/// refused when it has more than one meaning.
public final class BundleReader {
    /// Largest file taken, bytes.
    static final int LARGEST_FILE = 64 << 20;

    private static final List<String> CONTENTS = List.of(BundleWriter.ONNX, BundleWriter.CONTRACT, BundleWriter.GOLDEN);

    private final String robot;
    private final Tasks tasks;
    private final List<TrustedKey> trusted;
    private final Unsigned unsigned;
    private final GraphNormalization graph;

    /// A reader for one robot.
    ///
    /// @param robot its name
    /// @param tasks say what the robot expects of a policy
    /// @param trusted the keys that may sign for this robot; a key inside a bundle never counts
    /// @param unsigned what to do with a bundle without a signature
    /// @param graph reads the normalization out of the ONNX file
    public BundleReader(
            String robot, Tasks tasks, List<TrustedKey> trusted, Unsigned unsigned, GraphNormalization graph) {
        this.robot = robot;
        this.tasks = tasks;
        this.trusted = List.copyOf(trusted);
        this.unsigned = unsigned;
        this.graph = graph;
    }

    /// Reads a bundle.
    ///
    /// @param file the bundle
    /// @return the bundle, when it fits
    /// @throws BundleRefusedException when it must not run on this robot
    public Bundle read(Path file) {
        return read(bytes(file));
    }

    /// Reads a bundle.
    ///
    /// @param bytes of the file
    /// @return the bundle, when it fits
    /// @throws BundleRefusedException when it must not run on this robot
    public Bundle read(byte[] bytes) {
        SequencedMap<String, byte[]> files = files(bytes);
        Manifest manifest = manifest(files);
        Optional<String> signer = signer(manifest, part(files, BundleWriter.MANIFEST), files);
        return bundle(bytes, files, signer, contract -> checkFit(manifest, contract), graph);
    }

    /// Reads a bundle for a replay, which drives nothing: whose signature it bears does not matter, and in place of
    /// the robot's own contract it must fit that of the flight record, but for the task that it was trained on.
    ///
    /// @param file the bundle
    /// @param recorded contract of the flight record
    /// @param graph reads the normalization out of the ONNX file
    /// @return the bundle, without a signer
    /// @throws BundleRefusedException when it is damaged or does not fit
    public static Bundle forReplay(Path file, PolicyContract recorded, GraphNormalization graph) {
        return forReplay(bytes(file), recorded, graph);
    }

    /// Reads a bundle for a replay, as [#forReplay(Path, PolicyContract, GraphNormalization)] does.
    ///
    /// @param bytes of the file
    /// @param recorded contract of the flight record
    /// @param graph reads the normalization out of the ONNX file
    /// @return the bundle, without a signer
    /// @throws BundleRefusedException when it is damaged or does not fit
    public static Bundle forReplay(byte[] bytes, PolicyContract recorded, GraphNormalization graph) {
        return bundle(bytes, files(bytes), Optional.empty(), contract -> checkReplay(recorded, contract), graph);
    }

    private static void checkReplay(PolicyContract recorded, PolicyContract contract) {
        PolicyContract sameTask = new PolicyContract(
                contract.robot(),
                recorded.task(),
                recorded.delayBudgetSeconds(),
                contract.joints(),
                contract.observation(),
                contract.action(),
                contract.normalization());
        ContractFormat.firstDifference(recorded, sameTask).ifPresent(difference -> {
            throw refusal(Reason.MISMATCH, "contract does not fit the flight record: " + difference);
        });
    }

    private static byte[] bytes(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw refusal(Reason.DAMAGED, "bundle must have at most " + LARGEST_FILE + " bytes, was " + size);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw refusal(Reason.DAMAGED, "bundle " + file + " must be a file, was missing");
        } catch (IOException failed) {
            throw refusal(Reason.DAMAGED, "bundle " + file + " cannot be read: " + failed.getMessage());
        }
    }

    private static SequencedMap<String, byte[]> files(byte[] bytes) {
        Set<String> known = new LinkedHashSet<>(CONTENTS);
        known.add(BundleWriter.MANIFEST);
        known.add(BundleWriter.SIGNATURE);
        return StoredZip.read(bytes, known);
    }

    private static Manifest manifest(SequencedMap<String, byte[]> files) {
        Manifest manifest = parsed(files, BundleWriter.MANIFEST, Manifest::read);
        checkFiles(manifest, files);
        return manifest;
    }

    private static Bundle bundle(
            byte[] bytes,
            SequencedMap<String, byte[]> files,
            Optional<String> signer,
            Consumer<PolicyContract> fit,
            GraphNormalization graph) {
        Manifest manifest = manifest(files);
        byte[] onnx = part(files, BundleWriter.ONNX);
        PolicyContract contract = parsed(files, BundleWriter.CONTRACT, ContractFormat::read);
        GoldenVectors golden = parsed(
                files,
                BundleWriter.GOLDEN,
                (name, text) -> GoldenVectors.read(name, text, contract.observationSize(), contract.actionSize()));
        fit.accept(contract);
        ContractFormat.normalizationDifference(graph.of(onnx), contract.normalization())
                .ifPresent(difference -> {
                    throw refusal(
                            Reason.NORMALIZATION,
                            "contract.json does not tell what policy.onnx computes: " + difference);
                });
        return new Bundle(bytes, contract, onnx, golden, manifest.policy(), signer);
    }

    private static void checkFiles(Manifest manifest, SequencedMap<String, byte[]> files) {
        List<String> named = manifest.files().stream().map(Manifest.Entry::name).toList();
        if (!named.equals(CONTENTS)) {
            throw refusal(Reason.HASH, "manifest.json must name the files " + CONTENTS + ", was " + named);
        }
        for (Manifest.Entry entry : manifest.files()) {
            byte[] content = part(files, entry.name());
            if (content.length != entry.size()) {
                throw refusal(
                        Reason.HASH, entry.name() + " must have " + entry.size() + " bytes, was " + content.length);
            }
            String hash = Sha256.hex(content);
            if (!hash.equals(entry.sha256())) {
                throw refusal(Reason.HASH, entry.name() + " must have the SHA-256 " + entry.sha256() + ", was " + hash);
            }
        }
        String policy = Manifest.policyId(manifest.files());
        if (!policy.equals(manifest.policy())) {
            throw refusal(Reason.HASH, "manifest.json must name the policy " + policy + ", was " + manifest.policy());
        }
    }

    /// {@return the id of the trusted key that signed; empty when unsigned bundles are allowed and this is one}
    private Optional<String> signer(Manifest manifest, byte[] signedBytes, SequencedMap<String, byte[]> files) {
        byte[] signature = files.get(BundleWriter.SIGNATURE);
        if (signature == null || manifest.key().equals(Manifest.UNSIGNED)) {
            if (signature != null || !manifest.key().equals(Manifest.UNSIGNED)) {
                throw refusal(
                        Reason.SIGNATURE,
                        "bundle must have a signature exactly when it names a key, was key " + manifest.key() + " and "
                                + (signature == null ? "no signature" : "a signature"));
            }
            return switch (unsigned) {
                case REFUSED ->
                    throw refusal(
                            Reason.UNSIGNED,
                            "bundle must be signed by one of the trusted keys " + ids() + ", was unsigned");
                case ALLOWED -> Optional.empty();
            };
        }
        TrustedKey key = trusted.stream()
                .filter(one -> one.id().equals(manifest.key()))
                .findFirst()
                .orElseThrow(() -> refusal(
                        Reason.UNKNOWN_KEY,
                        "bundle must be signed by one of the trusted keys " + ids() + ", was key " + manifest.key()));
        if (!key.signed(signedBytes, signature)) {
            throw refusal(Reason.SIGNATURE, "signature of the bundle must belong to key " + key.id() + ", did not");
        }
        return Optional.of(key.id());
    }

    private List<String> ids() {
        return trusted.stream().map(TrustedKey::id).toList();
    }

    /// The robot's own contract names robot and task, so that whoever equals it also says what the manifest says.
    private void checkFit(Manifest manifest, PolicyContract contract) {
        if (!manifest.robot().equals(robot)) {
            throw refusal(
                    Reason.MISMATCH,
                    "bundle must be for the robot '" + robot + "', was for '" + manifest.robot() + "'");
        }
        if (!tasks.names().contains(manifest.task())) {
            throw refusal(
                    Reason.MISMATCH,
                    "bundle must be for one of the tasks " + tasks.names() + ", was for '" + manifest.task() + "'");
        }
        PolicyContract expected = tasks.task(manifest.task()).contract();
        ContractFormat.firstDifference(expected, contract).ifPresent(difference -> {
            throw refusal(Reason.MISMATCH, "contract does not fit the robot '" + robot + "': " + difference);
        });
    }

    private static byte[] part(SequencedMap<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw refusal(Reason.DAMAGED, "bundle must hold " + name + ", was missing");
        }
        return content;
    }

    private static <T> T parsed(SequencedMap<String, byte[]> files, String name, BiFunction<String, String, T> format) {
        try {
            ByteBuffer content = ByteBuffer.wrap(part(files, name));
            return format.apply(
                    name, StandardCharsets.UTF_8.newDecoder().decode(content).toString());
        } catch (CharacterCodingException garbled) {
            throw refusal(Reason.CONTENT, name + " must be UTF-8, was not");
        } catch (DocumentException refused) {
            throw refusal(Reason.CONTENT, refused.getMessage());
        }
    }

    private static BundleRefusedException refusal(Reason reason, String message) {
        return new BundleRefusedException(reason, message);
    }
}
