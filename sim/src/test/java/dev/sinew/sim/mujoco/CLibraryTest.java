package dev.sinew.sim.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import org.junit.jupiter.api.Test;

class CLibraryTest {
    private final CLibrary library = new CLibrary();
    private final RandomStream random = new RandomStream(1);

    @Test
    void functionsAreThoseOfTheirNames() {
        for (int i = 0; i < 1000; i++) {
            double x = random.uniform(-10, 10);
            // each library is right to less than one unit of the last place, so two differ by at most one
            assertEquals(StrictMath.sin(x), library.sin(x), Math.ulp(1.0));
            assertEquals(StrictMath.cos(x), library.cos(x), Math.ulp(1.0));
            assertEquals(x * x, library.square(x), Math.ulp(x * x));
            float y = (float) x;
            assertEquals(y * y, library.square(y), Math.ulp(y * y));
        }
    }
}
