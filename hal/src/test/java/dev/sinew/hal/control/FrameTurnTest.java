package dev.sinew.hal.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class FrameTurnTest {
    @Test
    void turnsByTheSineAndCosineOfTheAngle() {
        for (double angle : new double[] {0, 1e-9, 0.1, 0.4999, 0.5001, 1, 2, 3.1, 6, 50}) {
            double[] direction = {0, 0, -1};
            FrameTurn.apply(direction, 0, angle, 0);

            // a frame that leans forward by θ sees gravity at (sin θ, 0, −cos θ); each doubling doubles the error
            assertArrayEquals(
                    new double[] {Math.sin(angle), 0, -Math.cos(angle)}, direction, 1e-15 * Math.max(1, 10 * angle));
        }
    }

    @Test
    void leavesWhatLiesAlongTheAxis() {
        double[] direction = {0.6, 0, 0.8};
        FrameTurn.apply(direction, 0.6 * 1.3, 0, 0.8 * 1.3);

        assertArrayEquals(new double[] {0.6, 0, 0.8}, direction, 1e-15);
    }

    @Test
    void turnsRightHandedAboutEachAxis() {
        double quarter = Math.PI / 2;
        double[] ahead = {1, 0, 0};
        FrameTurn.apply(ahead, 0, 0, quarter);
        assertArrayEquals(new double[] {0, -1, 0}, ahead, 1e-14); // the frame turned left: ahead is now to its right

        double[] up = {0, 0, 1};
        FrameTurn.apply(up, quarter, 0, 0);
        assertArrayEquals(new double[] {0, 1, 0}, up, 1e-14); // rolled to the right: up is now to its left
    }
}
