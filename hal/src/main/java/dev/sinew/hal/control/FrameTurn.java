package dev.sinew.hal.control;

/// Turns a fixed direction as a turning frame sees it, in plain arithmetic: [StrictMath#sin(double)] allocates an
/// array per call, and [Math#sin(double)] may differ between machines.
final class FrameTurn {
    private FrameTurn() {}

    /// Rodrigues' formula for a turn of the frame by the vector (x, y, z), so of the direction by (−x, −y, −z).
    ///
    /// @param direction `[3]`, turned in place
    /// @param x turn about the frame's x, rad
    /// @param y about its y, rad
    /// @param z about its z, rad
    static void apply(double[] direction, double x, double y, double z) {
        double angle = Math.sqrt(x * x + y * y + z * z);
        // halved until the series below converge to the last bit, doubled again afterwards
        double part = angle;
        int doublings = 0;
        while (part > 0.5) {
            part *= 0.5;
            doublings++;
        }
        double q = part * part;
        double sine = part * sineOver(q);
        double versine = q * versineOver(q); // 1 − cos
        for (int i = 0; i < doublings; i++) {
            double doubled = 2 * sine * sine; // 1 − cos 2a = 2 sin² a
            sine = 2 * sine * (1 - versine); // sin 2a = 2 sin a cos a
            versine = doubled;
        }
        double s = doublings == 0 ? sineOver(q) : sine / angle;
        double v = doublings == 0 ? versineOver(q) : versine / (angle * angle);
        double gx = direction[0];
        double gy = direction[1];
        double gz = direction[2];
        double along = v * (x * gx + y * gy + z * gz);
        double stay = 1 - versine;
        direction[0] = stay * gx + s * (gy * z - gz * y) + along * x;
        direction[1] = stay * gy + s * (gz * x - gx * z) + along * y;
        direction[2] = stay * gz + s * (gx * y - gy * x) + along * z;
    }

    /// sin a / a as a series in q = a², to a¹²: the next term is below 1e-16 for a up to 0.5.
    private static double sineOver(double q) {
        return 1 - q / 6 * (1 - q / 20 * (1 - q / 42 * (1 - q / 72 * (1 - q / 110 * (1 - q / 156)))));
    }

    /// (1 − cos a) / a² as a series in q = a², to a¹²: the next term is below 1e-16 for a up to 0.5.
    private static double versineOver(double q) {
        return 0.5 - q / 24 * (1 - q / 30 * (1 - q / 56 * (1 - q / 90 * (1 - q / 132 * (1 - q / 182)))));
    }
}
