package dev.sinew.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static String refusal(String yaml) {
        return assertThrows(DocumentException.class, () -> Document.yaml("a.yaml", yaml, Section::keys))
                .getMessage();
    }

    @Test
    void refusesAKeyThatStandsTwiceWithBothLines() {
        assertEquals("a.yaml:3: key 'x' stands twice, first at line 1", refusal("x: 1\ny: 2\nx: 3\n"));
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertEquals("a.yaml:1: must hold keys with values, was empty", refusal(""));
        assertEquals("a.yaml:1: must hold keys with values, was a list", refusal("- 1\n"));
        assertEquals("a.yaml:1: must hold keys with values, was a single value", refusal("hello"));
    }

    @Test
    void refusesAnchorsAliasesTagsAndASecondDocument() {
        String unclear = ": anchors (&), aliases (*) and tags (!) are not allowed";
        assertEquals("a.yaml:1" + unclear, refusal("x: &a {y: 1}\nz: 2\n"));
        assertEquals("a.yaml:1" + unclear, refusal("x: *a\n"));
        assertEquals("a.yaml:2" + unclear, refusal("y: 1\nx: !!binary abcd\n"));
        assertEquals("a.yaml:3: must end here: a second document follows", refusal("x: 1\n---\ny: 2\n"));
    }

    @Test
    void namesTheLineOfBrokenSyntax() {
        assertEquals(
                "a.yaml:2: cannot be parsed: while parsing a flow sequence: expected ',' or ']', but got <stream end>",
                refusal("x: 1\ny: [1, 2\n"));
        assertEquals("a.yaml:1: must nest at most 32 levels deep", refusal("x: " + "[".repeat(40) + "]".repeat(40)));
    }

    /// Letters that mean something in YAML, so that many of the texts come close to a document.
    @Property
    void neverFailsOtherwiseThanByRefusal(
            @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String printable,
            @ForAll @StringLength(max = 40) String any) {
        for (String text : List.of(printable, any, "a: " + printable, "a:\n  " + any, "{" + printable + "}")) {
            try {
                Document.yaml("a.yaml", text, root -> root.text("a"));
            } catch (DocumentException refused) {
                assertTrue(refused.getMessage().startsWith("a.yaml:"), refused.getMessage());
                assertTrue(refused.getMessage().lines().count() == 1, refused.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\": 1}\n",
                "{\n  \"x\":  1\n}\n",
                "{\n  \"x\": 1\n}",
                "{\n  \"x\": 01\n}\n",
                "{\n  \"x\": +1\n}\n",
                "{\n  \"x\": \"1\"\n}\n",
                "{\n  \"x\": 0x1\n}\n",
                "{\n  \"x\": 1\n}\n\n",
                "{\n  \"x\": 1\n} {}\n",
            })
    void refusesJsonInAnyOtherFormThanItsWriters(String text) {
        assertThrows(
                DocumentException.class,
                () -> Document.canonicalJson("a.json", text, root -> root.whole("x", 0, 9), x -> new JsonWriter()
                        .whole("x", x)
                        .finish()));
    }

    @Test
    void namesTheFirstLineThatIsNotCanonical() {
        String message = assertThrows(
                        DocumentException.class,
                        () -> Document.canonicalJson(
                                "a.json", "{\n  \"x\": \"1\"\n}\n", root -> root.whole("x", 0, 9), x -> new JsonWriter()
                                        .whole("x", x)
                                        .finish()))
                .getMessage();

        assertEquals("a.json:2: must be in canonical form, as its writer makes it", message);
    }

    @Property
    void writesEveryDoubleAndTextSoThatItReadsBackEqual(@ForAll double number, @ForAll String text) {
        double finite = Double.isFinite(number) ? number : 0;
        String named = text.isBlank()
                        || !text.equals(text.codePoints()
                                .filter(c -> c < 0xD800 || c > 0xDFFF)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString())
                ? "x"
                : text;
        String json = new JsonWriter()
                .number("n", finite)
                .quantity("q", Quantity.TORQUE, finite)
                .text("t", named)
                .numbers("l", List.of(finite, 1.0))
                .finish();

        Document.canonicalJson(
                "a.json",
                json,
                root -> {
                    assertEquals(finite, root.number("n", Range.any()));
                    assertEquals(finite, root.quantity("q", Quantity.TORQUE, Range.any()));
                    assertEquals(named, root.text("t"));
                    assertEquals(List.of(finite, 1.0), root.numbers("l", Range.any()));
                    return json;
                },
                same -> same);
    }

    @Test
    void namesTheFirstDifference() {
        String expected = "{\"a\": 1, \"b\": {\"c\": [1, 2]}, \"d\": 4}";

        assertEquals(
                "b.c[1]: expected 2, found 3",
                Difference.first(expected, "{\"a\": 1, \"b\": {\"c\": [1, 3]}, \"d\": 5}", Set.of())
                        .orElseThrow());
        assertEquals(
                "b.c[2]: expected nothing, found 9",
                Difference.first(expected, "{\"a\": 1, \"b\": {\"c\": [1, 2, 9]}, \"d\": 4}", Set.of())
                        .orElseThrow());
        assertEquals(
                "e: expected nothing, found 5",
                Difference.first(expected, "{\"a\": 1, \"b\": {\"c\": [1, 2]}, \"d\": 4, \"e\": 5}", Set.of())
                        .orElseThrow());
        assertTrue(Difference.first(expected, expected.replace("4", "5"), Set.of("d"))
                .isEmpty());
    }
}
