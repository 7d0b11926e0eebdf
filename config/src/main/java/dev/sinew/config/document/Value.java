package dev.sinew.config.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One value with its place, read as the type that is asked for.
///
/// @param file shown in errors
/// @param path of the key: `safety.tilt`, `joints[1].name`
/// @param line of the key or the list item
/// @param node what stands there
record Value(String file, String path, int line, Node node) {
    private static final String NUMBER = "[-+]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][-+]?\\d{1,3})?";
    private static final Pattern PLAIN = Pattern.compile(NUMBER);
    private static final Pattern WITH_UNIT = Pattern.compile("(" + NUMBER + ") +(\\S+)");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9]\\d{0,17})");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,8}");

    String text() {
        if (scalar("text").isBlank()) {
            throw wrong("text");
        }
        return scalar("text");
    }

    boolean flag() {
        return switch (scalar("true or false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false");
        };
    }

    long whole(long min, long max) {
        String allowed = "a whole number from " + min + " to " + max;
        String text = scalar(allowed);
        long value;
        if (WHOLE.matcher(text).matches()) {
            value = Long.parseLong(text);
        } else if (HEXADECIMAL.matcher(text).matches()) {
            value = Long.parseLong(text, 2, text.length(), 16);
        } else {
            throw wrong(allowed);
        }
        if (value < min || value > max) {
            throw wrong(allowed);
        }
        return value;
    }

    double number(Range range) {
        String allowed = "a number, " + range.describe(bound -> Quantity.plain(new BigDecimal(bound)));
        String text = scalar(allowed);
        if (!PLAIN.matcher(text).matches()) {
            throw wrong(allowed);
        }
        return within(range, new BigDecimal(text).doubleValue(), allowed);
    }

    double quantity(Quantity quantity, Range range) {
        String allowed = range.describe(quantity.unit(quantity.symbol()).orElseThrow()::show);
        String text = scalar(allowed);
        if (PLAIN.matcher(text).matches()) {
            throw wrong(allowed + " with its unit (" + quantity.symbols() + ")");
        }
        Matcher parts = WITH_UNIT.matcher(text);
        if (!parts.matches()) {
            throw wrong(allowed + ", a number with its unit (" + quantity.symbols() + ")");
        }
        Quantity.Unit unit = quantity.unit(parts.group(2))
                .orElseThrow(() -> wrong(allowed + " in one of the units " + quantity.symbols()));
        return within(range, unit.toSi(parts.group(1)), range.describe(unit::show));
    }

    private double within(Range range, double value, String allowed) {
        if (!range.contains(value)) {
            throw wrong(allowed);
        }
        return value;
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        E[] all = type.getEnumConstants();
        String allowed = Arrays.stream(all).map(Value::name).collect(Collectors.joining(", "));
        String text = scalar(allowed);
        for (E one : all) {
            if (name(one).equals(text)) {
                return one;
            }
        }
        throw wrong("one of " + allowed);
    }

    /// {@return an enum constant as files write it}
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    Section section() {
        if (node instanceof Node.Mapping mapping) {
            return new Section(file, path, line, mapping);
        }
        throw wrong("keys with values");
    }

    List<Value> items() {
        if (!(node instanceof Node.Sequence sequence)) {
            throw wrong("a list");
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(new Value(file, path + "[" + items.size() + "]", item.line(), item));
        }
        return items;
    }

    private String scalar(String allowed) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        throw wrong(allowed);
    }

    DocumentException wrong(String allowed) {
        return new DocumentException(file, line, "key '" + path + "' must be " + allowed + ", was " + found());
    }

    private String found() {
        return node instanceof Node.Scalar scalar ? "'" + shortened(scalar.text()) + "'" : node.found();
    }

    private static String shortened(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
