package dev.sinew.config.document;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The keys of one mapping of a file, read one by one as the types that the reader expects. Whatever does not fit is
/// a [DocumentException] with file, line, key, what is allowed and what was found; numbers come out in SI.
///
/// A key that was never asked for is an unknown key: [Document] refuses it when the reader is done. A key is optional
/// when its reader asks [#has] first.
public final class Section {
    private final String file;
    private final String path;
    private final int line;
    private final Node.Mapping mapping;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, Section> children = new LinkedHashMap<>();

    Section(String file, String path, int line, Node.Mapping mapping) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.mapping = mapping;
    }

    /// {@return the file, as errors show it}
    public String file() {
        return file;
    }

    /// {@return the line of the key that holds it}
    public int line() {
        return line;
    }

    /// {@return the line of a key; of this section when the key is missing}
    ///
    /// @param key name
    public int line(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry == null ? line : entry.line();
    }

    /// {@return whether an optional key stands here}
    ///
    /// @param key name
    public boolean has(String key) {
        asked.add(key);
        return mapping.entries().containsKey(key);
    }

    /// {@return the keys as they stand, for a mapping whose keys are free}
    public List<String> keys() {
        return List.copyOf(mapping.entries().keySet());
    }

    /// {@return text that is not blank}
    ///
    /// @param key name
    public String text(String key) {
        return value(key).text();
    }

    /// Refuses every text but one, for keys that say what the reader knows already.
    ///
    /// @param key name
    /// @param expected the only text allowed
    public void require(String key, String expected) {
        if (!text(key).equals(expected)) {
            throw refusal(key, "must be '" + expected + "', was '" + text(key) + "'");
        }
    }

    /// {@return the texts of a list}
    ///
    /// @param key name
    public List<String> texts(String key) {
        return value(key).items().stream().map(Value::text).toList();
    }

    /// {@return true or false}
    ///
    /// @param key name
    public boolean flag(String key) {
        return value(key).flag();
    }

    /// {@return a whole number, written decimal or as 0x…}
    ///
    /// @param key name
    /// @param min lowest
    /// @param max highest
    public int integer(String key, int min, int max) {
        return (int) value(key).whole(min, max);
    }

    /// {@return a whole number, written decimal or as 0x…}
    ///
    /// @param key name
    /// @param min lowest
    /// @param max highest
    public long whole(String key, long min, long max) {
        return value(key).whole(min, max);
    }

    /// {@return the whole numbers of a list}
    ///
    /// @param key name
    /// @param min lowest of each
    /// @param max highest of each
    public List<Integer> integers(String key, int min, int max) {
        return value(key).items().stream()
                .map(item -> (int) item.whole(min, max))
                .toList();
    }

    /// {@return a number without a unit}
    ///
    /// @param key name
    /// @param range allowed
    public double number(String key, Range range) {
        return value(key).number(range);
    }

    /// {@return the numbers of a list}
    ///
    /// @param key name
    /// @param range allowed for each
    public List<Double> numbers(String key, Range range) {
        return value(key).items().stream().map(item -> item.number(range)).toList();
    }

    /// {@return a number with a unit, in SI}
    ///
    /// @param key name
    /// @param quantity whose units are allowed
    /// @param range allowed, SI
    public double quantity(String key, Quantity quantity, Range range) {
        return value(key).quantity(quantity, range);
    }

    /// {@return an interval without a unit, `[0.9, 1.1]`}
    ///
    /// @param key name
    /// @param range allowed for both ends
    public Span span(String key, Range range) {
        List<Value> ends = ends(key);
        double min = ends.getFirst().number(range);
        return ordered(key, min, ends.getLast().number(range));
    }

    /// {@return an interval with units, `[5 ms, 20 ms]`, in SI}
    ///
    /// @param key name
    /// @param quantity whose units are allowed
    /// @param range allowed for both ends, SI
    public Span span(String key, Quantity quantity, Range range) {
        List<Value> ends = ends(key);
        double min = ends.getFirst().quantity(quantity, range);
        return ordered(key, min, ends.getLast().quantity(quantity, range));
    }

    private List<Value> ends(String key) {
        List<Value> ends = value(key).items();
        if (ends.size() != 2) {
            throw refusal(key, "must be a list of lowest and highest, was a list of " + ends.size());
        }
        return ends;
    }

    private Span ordered(String key, double min, double max) {
        if (min > max) {
            throw refusal(key, "must state the lowest first, was a lowest above the highest");
        }
        return new Span(min, max);
    }

    /// {@return one of the constants of an enum, written in lower case}
    ///
    /// @param key name
    /// @param type the enum
    /// @param <E> the enum
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return value(key).choice(type);
    }

    /// {@return the keys below a key}
    ///
    /// @param key name
    public Section section(String key) {
        return child(value(key).section());
    }

    /// {@return the mappings of a list}
    ///
    /// @param key name
    public List<Section> sections(String key) {
        return value(key).items().stream().map(item -> child(item.section())).toList();
    }

    private Section child(Section section) {
        return children.computeIfAbsent(section.path, path -> section);
    }

    /// Makes a value whose constructor has checks of its own; what it refuses is reported at this section.
    ///
    /// @param constructor makes the value
    /// @param <T> the value
    /// @return the value
    public <T> T made(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException refused) {
            String where = path.isEmpty() ? "" : "key '" + path + "': ";
            throw new DocumentException(file, line, where + refused.getMessage());
        }
    }

    /// {@return an error at a key, for checks that span several keys}
    ///
    /// @param key name
    /// @param message what is wrong, starting with a verb: `must …, was …`
    public DocumentException refusal(String key, String message) {
        return new DocumentException(file, line(key), "key '" + pathOf(key) + "' " + message);
    }

    /// Refuses the first key, here or below, that was not asked for.
    void refuseUnread() {
        for (String key : mapping.entries().keySet()) {
            if (!asked.contains(key)) {
                throw refusal(key, "is not known here; known: " + String.join(", ", asked));
            }
        }
        children.values().forEach(Section::refuseUnread);
    }

    private Value value(String key) {
        asked.add(key);
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            throw refusal(key, "is missing" + misspelled(key));
        }
        return new Value(file, pathOf(key), entry.line(), entry.value());
    }

    /// {@return a hint at a key that nobody asked for and that looks like the missing one}
    private String misspelled(String missing) {
        for (String key : mapping.entries().keySet()) {
            if (!asked.contains(key) && Spelling.close(key, missing)) {
                return "; line " + line(key) + " has the unknown key '" + key + "'";
            }
        }
        return "";
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
