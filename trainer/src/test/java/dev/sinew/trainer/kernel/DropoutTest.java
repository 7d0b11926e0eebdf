package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
    @Test
    void dropsItsShareAndKeepsTheMean() {
        Matrix x = ones(500, 40);
        Dropout dropout = new Dropout(0.2, x);
        dropout.setKey(7);

        dropout.forward(0, 500);

        int dropped = 0;
        for (int r = 0; r < 500; r++) {
            for (int c = 0; c < 40; c++) {
                float value = x.array()[r * x.stride() + c];
                dropped += value == 0 ? 1 : 0;
                assertEquals(value == 0 ? 0 : 1.25f, value, 1e-6f);
            }
        }
        // 20000 of them: 4000 ± 4·57
        assertEquals(4000, dropped, 230);
    }

    @Test
    void everyColumnAndEveryRowIsDroppedAsOftenAsTheOthers() {
        int[] byColumn = new int[9];
        Matrix x = Matrix.byRow(1, 9);
        Dropout dropout = new Dropout(0.5, x);
        for (int key = 0; key < 4000; key++) {
            Arrays.fill(x.array(), 0, 9, 1f);
            dropout.setKey(key * 0x9E3779B97F4A7C15L);
            dropout.forward(0, 1);
            for (int c = 0; c < 9; c++) {
                byColumn[c] += x.array()[c] == 0 ? 1 : 0;
            }
        }

        for (int count : byColumn) {
            assertEquals(2000, count, 4 * 32); // four standard deviations of 31.6
        }
    }

    @Test
    void theWayBackTakesTheMaskOfSelectedRows() {
        Matrix x = ones(4, 20);
        Dropout dropout = new Dropout(0.5, x);
        dropout.setKey(3);
        dropout.forward(0, 4);
        Matrix dX = ones(4, 20);

        dropout.backward(dX, 0, 2, new int[] {3, 1});

        for (int c = 0; c < 20; c++) {
            assertEquals(x.array()[3 * x.stride() + c], dX.array()[c]);
            assertEquals(x.array()[x.stride() + c], dX.array()[dX.stride() + c]);
            assertEquals(1, dX.array()[2 * dX.stride() + c]);
        }
    }

    @Test
    void givesTheSameBitsHoweverTheRowsAreSplitAndOthersForAnotherKey() {
        float[] whole = dropped(1, 0);
        float[] parts = dropped(1, 5);

        assertArrayEquals(whole, parts);
        assertFalse(Arrays.equals(whole, dropped(2, 0)));
    }

    @Test
    void aRateOfNothingChangesNothing() {
        Matrix x = ones(3, 5);
        Dropout dropout = new Dropout(0, x);
        dropout.setKey(11);

        dropout.forward(0, 3);

        assertArrayEquals(ones(3, 5).array(), x.array());
    }

    @Test
    void refusesToDropEverything() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Dropout(1, Matrix.byRow(1, 2)));

        assertEquals("dropout must be in [0, 1), was 1.0", e.getMessage());
    }

    private static float[] dropped(long key, int split) {
        Matrix x = ones(13, 20);
        Dropout dropout = new Dropout(0.5, x);
        dropout.setKey(key);
        dropout.forward(split, 13);
        dropout.forward(0, split);
        return x.array();
    }

    private static Matrix ones(int rows, int columns) {
        Matrix x = Matrix.byRow(rows, columns);
        for (int r = 0; r < rows; r++) {
            Arrays.fill(x.array(), r * x.stride(), r * x.stride() + columns, 1f);
        }
        return x;
    }
}
