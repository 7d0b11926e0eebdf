package dev.sinew.trainer.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a saved training must have in common with the one that goes on from it: task, algorithm, every setting that
/// decides what it learns. How long it runs and how often it reports are not part of it.
///
/// @param entries value by name, both as a person wrote them
public record Identity(Map<String, String> entries) {
    /// Characters that are shown whole.
    private static final int SHORT = 60;

    /// Copies the entries.
    public Identity {
        entries = Map.copyOf(entries);
    }

    /// Refuses a file of another training.
    ///
    /// @param file it was read from
    /// @param found what the file says
    /// @throws RunFolderException when it differs; names the first difference
    public void requireEqual(Path file, Identity found) throws RunFolderException {
        TreeSet<String> names = new TreeSet<>(entries.keySet());
        names.addAll(found.entries.keySet());
        for (String name : names) {
            String here = entries.getOrDefault(name, "(nothing)");
            String there = found.entries.getOrDefault(name, "(nothing)");
            if (!here.equals(there)) {
                throw new RunFolderException("%s was saved with %s = %s, this training has %s"
                        .formatted(file, name, difference(there, here), difference(here, there)));
            }
        }
    }

    /// {@return what a text has that another has not, with the word it is in; all of a short one}
    private static String difference(String text, String other) {
        int start = 0;
        int shorter = Math.min(text.length(), other.length());
        while (start < shorter && text.charAt(start) == other.charAt(start)) {
            start++;
        }
        if (text.length() <= SHORT && other.length() <= SHORT) {
            return text;
        }
        int end = 0;
        while (end < shorter - start
                && text.charAt(text.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int from = start;
        while (from > 0 && " ,[".indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        int to = Math.max(start, text.length() - end);
        while (to < text.length() && ",]".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return "… " + text.substring(from, to) + " …";
    }

    /// Writes all of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        SortedMap<String, String> sorted = new TreeMap<>(entries);
        out.writeInt(sorted.size());
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    /// {@return what [#save] wrote}
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public static Identity load(DataInput in) throws IOException {
        SortedMap<String, String> entries = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            entries.put(in.readUTF(), in.readUTF());
        }
        return new Identity(entries);
    }
}
