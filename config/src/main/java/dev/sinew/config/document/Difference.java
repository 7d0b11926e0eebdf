package dev.sinew.config.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Names the first key in which two JSON texts differ.
public final class Difference {
    private Difference() {}

    /// {@return `key: expected …, found …` for the first key, in the order of the expected text, whose values differ}
    ///
    /// @param expected JSON
    /// @param found JSON
    /// @param except keys of the root that are not compared
    public static Optional<String> first(String expected, String found, Set<String> except) {
        return first("", NodeParser.json("expected", expected), NodeParser.json("found", found), except);
    }

    private static Optional<String> first(String path, Node expected, Node found, Set<String> except) {
        if (expected instanceof Node.Mapping one && found instanceof Node.Mapping other) {
            Set<String> keys = new LinkedHashSet<>(one.entries().keySet());
            keys.addAll(other.entries().keySet());
            keys.removeAll(except);
            return keys.stream()
                    .flatMap(key -> of(path.isEmpty() ? key : path + "." + key, value(one, key), value(other, key)))
                    .findFirst();
        }
        if (expected instanceof Node.Sequence one && found instanceof Node.Sequence other) {
            return items(path, one.items(), other.items());
        }
        String wanted = expected.found();
        String actual = found.found();
        return wanted.equals(actual)
                ? Optional.empty()
                : Optional.of(path + ": expected " + wanted + ", found " + actual);
    }

    private static Optional<String> items(String path, List<Node> expected, List<Node> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            Node none = new Node.Empty(0);
            Optional<String> difference = of(
                            path + "[" + i + "]",
                            i < expected.size() ? expected.get(i) : none,
                            i < found.size() ? found.get(i) : none)
                    .findFirst();
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Stream<String> of(String path, Node expected, Node found) {
        return first(path, expected, found, Set.of()).stream();
    }

    private static Node value(Node.Mapping mapping, String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry == null ? new Node.Empty(0) : entry.value();
    }
}
