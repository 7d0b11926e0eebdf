package dev.sinew.config.document;

import java.util.List;
import java.util.SequencedMap;

/// A parsed file as a tree whose every node knows its line. A scalar is its text: what it means is decided by who
/// reads it, so that no file format guesses types.
sealed interface Node {
    /// {@return the line it starts at, 1 is the first}
    int line();

    /// {@return what stands here, as errors show it}
    default String found() {
        return switch (this) {
            case Scalar scalar -> scalar.text();
            case Empty empty -> "nothing";
            case Mapping mapping -> "keys with values";
            case Sequence sequence -> "a list";
        };
    }

    /// A value.
    record Scalar(int line, String text) implements Node {}

    /// A key or a list item without a value.
    record Empty(int line) implements Node {}

    /// Keys with their values in the order of the file.
    record Mapping(int line, SequencedMap<String, Entry> entries) implements Node {}

    /// Items in the order of the file.
    record Sequence(int line, List<Node> items) implements Node {}

    /// One value of a mapping and the line of its key.
    record Entry(int line, Node value) {}
}
