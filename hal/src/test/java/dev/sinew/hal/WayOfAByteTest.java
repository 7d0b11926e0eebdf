package dev.sinew.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds the list of files between a sensor's byte and an actuator's byte, in the module's README, to the sources.
class WayOfAByteTest {
    private static final String TITLE = "## The way of one sensor byte to an actuator byte";
    private static final int MOST = 12;
    private static final Pattern STEP = Pattern.compile("(?m)^(\\d+)\\. `");
    private static final Pattern FILE = Pattern.compile("`([a-z0-9]+)(/[a-z0-9/]+/)([A-Za-z0-9]+)\\.java`");
    private static final Pattern INTERFACES =
            Pattern.compile("class \\w+ (?:extends [\\w.<>]+ )?implements ([\\w, ]+) \\{");

    private final String section = section();

    private static String section() {
        try {
            String readme = Files.readString(Path.of("README.md"));
            return readme.substring(readme.indexOf(TITLE) + TITLE.length());
        } catch (IOException e) {
            throw new AssertionError("this test must run in the module's folder", e);
        }
    }

    @Test
    void takesAtMostTwelveStepsInOrder() {
        List<Integer> numbers = new ArrayList<>();
        Matcher step = STEP.matcher(section);
        while (step.find()) {
            numbers.add(Integer.valueOf(step.group(1)));
        }

        assertTrue(!numbers.isEmpty() && numbers.size() <= MOST, numbers + " steps");
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals(i + 1, numbers.get(i));
        }
    }

    @Test
    void everyFileOnItIsThereAndLinkedToAnotherOne() throws IOException {
        Map<String, String> sources = sources();
        List<String> alone = new ArrayList<>();
        for (String type : sources.keySet()) {
            boolean linked = sources.keySet().stream()
                    .filter(other -> !other.equals(type))
                    .anyMatch(other -> knows(sources, other, type) || knows(sources, type, other));
            if (!linked) {
                alone.add(type);
            }
        }

        assertTrue(sources.size() >= MOST, sources.keySet().toString());
        assertEquals(List.of(), alone, "these neither know nor are known to another file of the way");
    }

    private static boolean knows(Map<String, String> sources, String who, String whom) {
        String source = sources.getOrDefault(who, "");
        return names(whom, sources.getOrDefault(whom, "")).stream()
                .anyMatch(name ->
                        Pattern.compile("\\b" + name + "\\b").matcher(source).find());
    }

    /// {@return the text of every file named, by type}
    private Map<String, String> sources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        Matcher file = FILE.matcher(section);
        while (file.find()) {
            String module = file.group(1);
            Path path =
                    Path.of("..", module, "src/main/java/dev/sinew", module + file.group(2), file.group(3) + ".java");
            sources.put(file.group(3), Files.readString(path));
        }
        return sources;
    }

    /// {@return what a type can be called by: its name and its interfaces}
    private static List<String> names(String type, String source) {
        List<String> names = new ArrayList<>(List.of(type));
        Matcher interfaces = INTERFACES.matcher(source);
        if (interfaces.find()) {
            names.addAll(List.of(interfaces.group(1).split(", ")));
        }
        names.remove("AutoCloseable");
        return names;
    }
}
