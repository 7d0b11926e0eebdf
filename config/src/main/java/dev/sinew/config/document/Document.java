package dev.sinew.config.document;

import java.util.function.Function;

/// Entry to a file's text: parses it, hands its root to a reader and refuses what the reader did not ask for.
public final class Document {
    private Document() {}

    /// Reads YAML.
    ///
    /// @param file shown in errors
    /// @param text the file's text
    /// @param reader reads every key that may stand there
    /// @param <T> what it reads
    /// @return what the reader made
    public static <T> T yaml(String file, String text, Function<Section, T> reader) {
        return read(file, NodeParser.yaml(file, text), reader);
    }

    /// Reads JSON as another program wrote it; keys that nobody asks for are passed over.
    ///
    /// @param name shown in errors
    /// @param text the JSON
    /// @return its root
    public static Section foreignJson(String name, String text) {
        Node.Mapping mapping = NodeParser.json(name, text);
        return new Section(name, "", mapping.line(), mapping);
    }

    /// Reads JSON in the canonical form of [JsonWriter] and refuses every other way to write the same.
    ///
    /// @param file shown in errors
    /// @param text the file's text
    /// @param reader reads every key that may stand there
    /// @param writer writes what the reader made
    /// @param <T> what it reads
    /// @return what the reader made
    public static <T> T canonicalJson(
            String file, String text, Function<Section, T> reader, Function<T, String> writer) {
        T made = read(file, NodeParser.json(file, text), reader);
        String canonical = writer.apply(made);
        if (!text.equals(canonical)) {
            String[] found = text.split("\n", -1);
            String[] wanted = canonical.split("\n", -1);
            int same = 0;
            while (same < found.length && same < wanted.length && found[same].equals(wanted[same])) {
                same++;
            }
            throw new DocumentException(file, same + 1, "must be in canonical form, as its writer makes it");
        }
        return made;
    }

    private static <T> T read(String file, Node.Mapping mapping, Function<Section, T> reader) {
        Section root = new Section(file, "", mapping.line(), mapping);
        T made = reader.apply(root);
        root.refuseUnread();
        return made;
    }
}
