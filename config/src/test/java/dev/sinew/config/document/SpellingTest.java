package dev.sinew.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void insertedDeletedAndReplacedLettersAreCounted() {
        assertEquals(3, Spelling.distance("kitten", "sitting"));
        assertEquals(2, Spelling.distance("", "ab"));
        assertEquals(0, Spelling.distance("ab", "ab"));
    }

    @Test
    void twoLettersAreClose() {
        assertTrue(Spelling.close("tilt", "titl"));
        assertFalse(Spelling.close("tilt", "rate"));
    }
}
