package dev.sinew.config.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes every field of a canonical JSON text, one by one and in several ways, so that the text stays canonical
/// wherever it can: what refuses a mutant is then the check of the field, not the check of the form.
final class Mutants {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
    private static final Pattern WORD = Pattern.compile("(?<=\": \")[a-z_]+(?=\")");
    private static final Pattern UNIT = Pattern.compile("(?<=\\d )[A-Za-z/*0-9]+(?=\")");
    private static final Pattern DIGITS = Pattern.compile("(?<=\")[0-9a-f]{16,64}(?=\")");

    private Mutants() {}

    static List<String> of(String json) {
        List<String> lines = json.lines().toList();
        List<String> mutants = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (String changed : changes(line)) {
                List<String> others = new ArrayList<>(lines);
                others.set(i, changed);
                mutants.add(join(others));
            }
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);
            mutants.add(join(fewer));
            List<String> more = new ArrayList<>(lines);
            more.add(i, "  \"extra\": 1,");
            mutants.add(join(more));
            if (i > 0) {
                List<String> swapped = new ArrayList<>(lines);
                swapped.set(i, lines.get(i - 1));
                swapped.set(i - 1, line);
                mutants.add(join(swapped));
            }
        }
        mutants.removeIf(json::equals);
        return mutants;
    }

    private static List<String> changes(String line) {
        List<String> changes = new ArrayList<>();
        int value = line.indexOf(": ") + 2;
        for (Matcher number = NUMBER.matcher(line); number.find(); ) {
            if (number.start() >= value) {
                for (String other : others(number.group())) {
                    changes.add(line.substring(0, number.start()) + other + line.substring(number.end()));
                }
            }
        }
        replaceEach(line, WORD, changes, "x", "voltage", "torque", "hold", "relax", "left_wheel", "tilt", "base");
        replaceEach(line, UNIT, changes, "V", "rad", "deg", "kHz", "ms", "x");
        replaceEach(line, DIGITS, changes, "0".repeat(16), "0".repeat(64));
        return changes;
    }

    private static void replaceEach(String line, Pattern part, List<String> changes, String... replacements) {
        for (Matcher found = part.matcher(line); found.find(); ) {
            for (String replacement : replacements) {
                changes.add(line.substring(0, found.start()) + replacement + line.substring(found.end()));
            }
        }
    }

    private static List<String> others(String number) {
        if (number.contains(".")) {
            double value = Double.parseDouble(number);
            return List.of(
                    Double.toString(Math.nextUp(value)),
                    Double.toString(Math.nextDown(value)),
                    Double.toString((double) Math.nextUp((float) value)),
                    Double.toString(value * 2 + 1),
                    Double.toString(-value));
        }
        String digits = number.length() > 9 ? number.substring(0, 9) : number;
        long value = Long.parseLong(digits);
        return List.of(Long.toString(value + 1), Long.toString(value - 1), Long.toString(-value), "1000");
    }

    private static String join(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
