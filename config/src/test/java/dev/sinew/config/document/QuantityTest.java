package dev.sinew.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    /// Decimal prefixes must be exact; π enters as the nearest double, hence one part in 1e15.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            45 deg       | ANGLE                | 0.7853981633974483 | 1e-15
            -90 deg      | ANGLE                | -1.5707963267948966| 2e-15
            60 rpm       | ANGULAR_VELOCITY     | 6.283185307179586  | 7e-15
            180 deg/s    | ANGULAR_VELOCITY     | 3.141592653589793  | 4e-15
            180 deg/s2   | ANGULAR_ACCELERATION | 3.141592653589793  | 4e-15
            50 ms        | TIME                 | 0.05               | 0
            0.1 us       | TIME                 | 1e-7               | 0
            0.4 kHz      | FREQUENCY            | 400                | 0
            8 cm         | LENGTH               | 0.08               | 0
            160.5 mm     | LENGTH               | 0.1605             | 0
            0.3 m/s      | VELOCITY             | 0.3                | 0
            9.81 m/s2    | ACCELERATION         | 9.81               | 0
            55 g         | MASS                 | 0.055              | 0
            770 mN*m     | TORQUE               | 0.77               | 0
            1 N*m/s      | TORQUE_RATE          | 1                  | 0
            1100 mV      | VOLTAGE              | 1.1                | 0
            1000 V/s     | VOLTAGE_RATE         | 1000               | 0
            1800 mA      | CURRENT              | 1.8                | 0
            100 mOhm     | RESISTANCE           | 0.1                | 0
            """)
    void readsEveryUnitIntoSi(String text, Quantity quantity, double si, double tolerance) {
        double read = Document.yaml("a.yaml", "x: " + text, root -> root.quantity("x", quantity, Range.any()));

        if (tolerance == 0) {
            assertEquals(si, read);
        } else {
            assertEquals(si, read, tolerance);
        }
    }
}
