package dev.sinew.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonObjectTest {
    @Test
    void keepsAWholeFloatAFloat() {
        assertEquals(
                "{\"v\":1.0,\"n\":1}",
                new JsonObject().put("v", 1.0).put("n", 1).json());
    }

    @Test
    void leavesOutWhatIsNoFiniteNumber() {
        assertEquals(
                "{\"b\":2.0}",
                new JsonObject().put("a", Double.NaN).put("b", 2.0).json());
        assertEquals("{}", new JsonObject().put("a", Double.POSITIVE_INFINITY).json());
    }

    @Test
    void escapesText() {
        assertEquals(
                "{\"a\\\"b\":\"c\\\\d\\u000a\"}",
                new JsonObject().put("a\"b", "c\\d\n").json());
    }
}
