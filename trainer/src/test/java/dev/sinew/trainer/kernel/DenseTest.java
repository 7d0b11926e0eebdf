package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DenseTest {
    @Test
    void laysSixteenOutputsSideBySide() {
        // 5 inputs take 8 rows, 20 outputs two panels of 8·16 = 128, the bias begins at 32 + 256
        Dense layer = new Dense("layer", 5, 20, 32);

        assertEquals(32, layer.weight(0, 0));
        assertEquals(32 + 15, layer.weight(0, 15));
        assertEquals(32 + 16, layer.weight(1, 0));
        assertEquals(32 + 128 + 4 * 16 + 3, layer.weight(4, 19));
        assertEquals(32 + 256, layer.bias(0));
        assertEquals(32 + 256 + 32, layer.end());
    }

    @Test
    void spendsNoPanelOnOneOutput() {
        Dense layer = new Dense("head", 20, 1, 0);

        assertTrue(layer.isColumn());
        assertEquals(7, layer.weight(7, 0));
        assertEquals(32, layer.bias(0));
        assertEquals(48, layer.end());
    }

    @Test
    void spendsAPanelOnOneOutputWhereAMatrixIsWanted() {
        // 20 inputs take 24 rows of 16 and the bias a panel of its own, as for two outputs
        Dense layer = new Dense("head", 20, 1, 32).inPanels();

        assertFalse(layer.isColumn());
        assertEquals(32 + 7 * 16, layer.weight(7, 0));
        assertEquals(32 + 24 * 16, layer.bias(0));
        assertEquals(new Dense("head", 20, 2, 32).end(), layer.end());
    }

    @Test
    void refusesAColumnOfTwoOutputs() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Dense("head", 4, 2, 0, true));

        assertEquals("layer head must have one output to be a column, had 2", e.getMessage());
    }

    @Test
    void givesEveryNumberAPlaceOfItsOwn() {
        Dense layer = new Dense("layer", 7, 19, 16);
        Set<Integer> places = new HashSet<>();
        for (int n = 0; n < 19; n++) {
            places.add(layer.bias(n));
            for (int k = 0; k < 7; k++) {
                places.add(layer.weight(k, n));
            }
        }

        assertEquals(19 * 8, places.size());
        assertTrue(places.stream().allMatch(p -> p >= 16 && p < layer.end()));
    }

    @Test
    void refusesALayerWithoutInputs() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Dense("first", 0, 4, 0));

        assertEquals("layer first must have inputs and outputs, had 0 and 4", e.getMessage());
    }

    @Test
    void refusesAnOffsetBeforeTheArray() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Dense("first", 1, 4, -1));

        assertEquals("layer first must begin at 0 or later, began at -1", e.getMessage());
    }
}
