package dev.sinew.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionTest {
    private enum Color {
        DEEP_RED,
        BLUE
    }

    private static <T> T read(String yaml, Function<Section, T> reader) {
        return Document.yaml("a.yaml", yaml, reader);
    }

    private static String refusal(String yaml, Function<Section, ?> reader) {
        return assertThrows(DocumentException.class, () -> read(yaml, reader)).getMessage();
    }

    private static double angle(Section section) {
        return section.quantity("tilt", Quantity.ANGLE, Range.above(0, Math.PI / 2));
    }

    private static final String EVERY_KIND = """
            name: a duck
            swims: true
            legs: 2
            address: 0x68
            steps: 3000000000
            weight: 1.5e-1
            color: deep_red
            nest:
              depth: 2 cm
            eggs:
              - {mass: 60 g}
              - {mass: 70 g}
            names: [left, right]
            sizes: [256, 128]
            gains: [0.5, -2]
            load: [0.9, 1.1]
            delay: [5 ms, 0.02 s]
            """;

    @Test
    void readsEveryKindOfValue() {
        read(EVERY_KIND, duck -> {
            assertEquals("a duck", duck.text("name"));
            assertTrue(duck.flag("swims"));
            assertEquals(2, duck.integer("legs", 0, 4));
            assertEquals(0x68, duck.integer("address", 0, 127));
            assertEquals(3_000_000_000L, duck.whole("steps", 0, Long.MAX_VALUE));
            assertEquals(0.15, duck.number("weight", Range.positive()));
            assertEquals(Color.DEEP_RED, duck.choice("color", Color.class));
            assertEquals(0.02, duck.section("nest").quantity("depth", Quantity.LENGTH, Range.any()));
            assertEquals(
                    List.of(0.06, 0.07),
                    duck.sections("eggs").stream()
                            .map(egg -> egg.quantity("mass", Quantity.MASS, Range.positive()))
                            .toList());
            assertEquals(List.of("left", "right"), duck.texts("names"));
            assertEquals(List.of(256, 128), duck.integers("sizes", 1, 1024));
            assertEquals(List.of(0.5, -2.0), duck.numbers("gains", Range.any()));
            assertEquals(new Span(0.9, 1.1), duck.span("load", Range.positive()));
            assertEquals(new Span(0.005, 0.02), duck.span("delay", Quantity.TIME, Range.positive()));
            assertFalse(duck.has("wings"));
            return "read";
        });
    }

    @Test
    void namesTheLineOfAnUnknownKeyAndWhatIsKnown() {
        assertEquals(
                "a.yaml:3: key 'safety.lean' is not known here; known: tilt",
                refusal("safety:\n  tilt: 45 deg\n  lean: 3\n", root -> angle(root.section("safety"))));
    }

    @Test
    void namesAKeyThatNobodyReadAtAll() {
        assertEquals(
                "a.yaml:2: key 'extra' is not known here; known: tilt",
                refusal("tilt: 45 deg\nextra: {a: 1}\n", SectionTest::angle));
    }

    @Test
    void namesAMissingKeyAtItsSection() {
        assertEquals(
                "a.yaml:2: key 'safety.tilt' is missing",
                refusal("\nsafety:\n  speed: 1\n", root -> angle(root.section("safety"))));
    }

    @Test
    void hintsAtTheMisspelledKeyWhenOneIsMissing() {
        assertEquals(
                "a.yaml:1: key 'safety.tilt' is missing; line 3 has the unknown key 'titl'",
                refusal("safety:\n\n  titl: 45 deg\n", root -> angle(root.section("safety"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            45        | must be above 0 rad and at most 1.5708 rad with its unit (rad, deg), was '45'
            45 Hz     | must be above 0 rad and at most 1.5708 rad in one of the units rad, deg, was '45 Hz'
            120 deg   | must be above 0 deg and at most 90 deg, was '120 deg'
            0 rad     | must be above 0 rad and at most 1.5708 rad, was '0 rad'
            -1 deg    | must be above 0 deg and at most 90 deg, was '-1 deg'
            .nan rad  | must be above 0 rad and at most 1.5708 rad, a number with its unit (rad, deg), was '.nan rad'
            steep     | must be above 0 rad and at most 1.5708 rad, a number with its unit (rad, deg), was 'steep'
            45deg     | must be above 0 rad and at most 1.5708 rad, a number with its unit (rad, deg), was '45deg'
            [1 rad]   | must be above 0 rad and at most 1.5708 rad, was a list
            {a: 1}    | must be above 0 rad and at most 1.5708 rad, was keys with values
            ''        | must be above 0 rad and at most 1.5708 rad, was nothing
            1e999 rad | must be above 0 rad and at most 1.5708 rad, was '1e999 rad'
            """)
    void refusesAQuantityWithAllowedRangeAndValueFound(String value, String message) {
        assertEquals("a.yaml:1: key 'tilt' " + message, refusal("tilt: " + value + "\n", SectionTest::angle));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.5   | must be a whole number from 1 to 4, was '2.5'
            5     | must be a whole number from 1 to 4, was '5'
            0     | must be a whole number from 1 to 4, was '0'
            010   | must be a whole number from 1 to 4, was '010'
            four  | must be a whole number from 1 to 4, was 'four'
            99999999999999999999 | must be a whole number from 1 to 4, was '99999999999999999999'
            """)
    void refusesAWholeNumberWithAllowedRangeAndValueFound(String value, String message) {
        assertEquals(
                "a.yaml:1: key 'legs' " + message,
                refusal("legs: " + value + "\n", root -> root.integer("legs", 1, 4)));
    }

    @Test
    void refusesOtherWrongTypes() {
        assertEquals("a.yaml:1: key 'x' must be true or false, was 'yes'", refusal("x: yes", root -> root.flag("x")));
        assertEquals(
                "a.yaml:1: key 'x' must be one of deep_red, blue, was 'green'",
                refusal("x: green", root -> root.choice("x", Color.class)));
        assertEquals("a.yaml:1: key 'x' must be a list, was '3'", refusal("x: 3", root -> root.texts("x")));
        assertEquals("a.yaml:1: key 'x' must be keys with values, was '3'", refusal("x: 3", root -> root.section("x")));
        assertEquals("a.yaml:1: key 'x' must be text, was a list", refusal("x: [a]", root -> root.text("x")));
        assertEquals(
                "a.yaml:1: key 'x' must be a number, at least 0, was '3 V'",
                refusal("x: 3 V", root -> root.number("x", Range.of(0, Double.MAX_VALUE))));
        assertEquals(
                "a.yaml:1: key 'x' must be a number, a finite number, was '1e400'",
                refusal("x: 1e400", root -> root.number("x", Range.any())));
    }

    @Test
    void refusesAnItemOfAListAtItsOwnLine() {
        assertEquals(
                "a.yaml:4: key 'joints[1].tilt' must be above 0 deg and at most 90 deg, was '99 deg'",
                refusal("joints:\n  - tilt: 4 deg\n  -\n    tilt: 99 deg\n", root -> root.sections("joints").stream()
                        .map(SectionTest::angle)
                        .toList()));
    }

    @Test
    void refusesIntervalsThatAreNone() {
        assertEquals(
                "a.yaml:1: key 'x' must be a list of lowest and highest, was a list of 3",
                refusal("x: [1, 2, 3]", root -> root.span("x", Range.any())));
        assertEquals(
                "a.yaml:1: key 'x' must state the lowest first, was a lowest above the highest",
                refusal("x: [2, 1]", root -> root.span("x", Range.any())));
    }

    @Test
    void reportsWhatAConstructorRefusesAtItsSection() {
        String message = refusal("a: 1\nsize:\n  w: 3\n", root -> {
            root.integer("a", 0, 9);
            Section size = root.section("size");
            return size.made(() -> new Range(size.integer("w", 0, 9), false, 2));
        });

        assertEquals("a.yaml:2: key 'size': range must have min <= max, was 3.0 and 2.0", message);
    }
}
