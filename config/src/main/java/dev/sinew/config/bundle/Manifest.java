package dev.sinew.config.bundle;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.JsonWriter;
import dev.sinew.config.document.Section;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What is signed: which files a bundle holds and whom it is for. It says nothing that a reader cannot check.
///
/// @param robot name of the robot, as in the contract
/// @param task name of the task, as in the contract
/// @param policy id of the policy, made of the hashes of its files
/// @param key id of the key that signed it, or [#UNSIGNED]
/// @param files what the bundle holds besides manifest and signature
record Manifest(String robot, String task, String policy, String key, List<Entry> files) {
    /// What stands for the key of a bundle without a signature.
    static final String UNSIGNED = "unsigned";

    private static final int VERSION = 1;

    /// One file.
    ///
    /// @param name in the zip
    /// @param size bytes
    /// @param sha256 of its bytes, 64 hexadecimal digits
    record Entry(String name, long size, String sha256) {}

    Manifest {
        files = List.copyOf(files);
    }

    /// {@return the manifest of some files}
    static Manifest of(String robot, String task, String key, SequencedMap<String, byte[]> contents) {
        List<Entry> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            files.add(new Entry(file.getKey(), file.getValue().length, Sha256.hex(file.getValue())));
        }
        return new Manifest(robot, task, policyId(files), key, files);
    }

    /// {@return the first 16 hexadecimal digits of the SHA-256 over the lines that `sha256sum` prints for the files}
    static String policyId(List<Entry> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach(file ->
                lines.append(file.sha256()).append("  ").append(file.name()).append('\n'));
        return Sha256.shortHex(lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    String write() {
        return new JsonWriter()
                .whole("version", VERSION)
                .text("robot", robot)
                .text("task", task)
                .text("policy", policy)
                .text("key", key)
                .list("files", files, (json, file) -> json.text("name", file.name())
                        .whole("size", file.size())
                        .text("sha256", file.sha256()))
                .finish();
    }

    /// {@return what [#write] wrote}
    static Manifest read(String file, String text) {
        return Document.canonicalJson(file, text, Manifest::read, Manifest::write);
    }

    private static Manifest read(Section root) {
        root.integer("version", VERSION, VERSION);
        List<Entry> files = new ArrayList<>();
        for (Section file : root.sections("files")) {
            files.add(new Entry(
                    file.text("name"), file.whole("size", 0, BundleReader.LARGEST_FILE), file.text("sha256")));
        }
        return new Manifest(root.text("robot"), root.text("task"), root.text("policy"), root.text("key"), files);
    }
}
