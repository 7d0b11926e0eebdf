package dev.sinew.hal.control;

/// Sine and cosine of any angle without an allocation, the same bits on every machine.
///
/// [StrictMath] gives equal bits everywhere but makes an array on its way. Here the angle is brought to ±π/4 by the
/// exact remainder to the nearest multiple of π/2; the double that stands for π/2 is off by 6e-17, which after a
/// hundred turns is 2e-14. From there the polynomials of fdlibm's `k_sin.c` and `k_cos.c` (Sun Microsystems, 1993)
/// are right within an ulp.
public final class Circle {
    private static final double QUARTER = Math.PI / 2;

    private static final double S1 = -0.16666666666666632;
    private static final double S2 = 0.00833333333332249;
    private static final double S3 = -0.0001984126982985795;
    private static final double S4 = 2.7557313707070068e-06;
    private static final double S5 = -2.5050760253406863e-08;
    private static final double S6 = 1.58969099521155e-10;
    private static final double C1 = 0.0416666666666666;
    private static final double C2 = -0.001388888888887411;
    private static final double C3 = 2.480158728947673e-05;
    private static final double C4 = -2.7557314351390663e-07;
    private static final double C5 = 2.087572321298175e-09;
    private static final double C6 = -1.1359647557788195e-11;

    private Circle() {}

    /// {@return the sine}
    ///
    /// @param angle rad; what is not finite becomes NaN
    public static double sine(double angle) {
        double rest = Math.IEEEremainder(angle, QUARTER);
        return switch (quarters(angle, rest)) {
            case 0 -> smallSine(rest);
            case 1 -> smallCosine(rest);
            case 2 -> -smallSine(rest);
            default -> -smallCosine(rest);
        };
    }

    /// {@return the cosine}
    ///
    /// @param angle rad; what is not finite becomes NaN
    public static double cosine(double angle) {
        double rest = Math.IEEEremainder(angle, QUARTER);
        return switch (quarters(angle, rest)) {
            case 0 -> smallCosine(rest);
            case 1 -> -smallSine(rest);
            case 2 -> -smallCosine(rest);
            default -> smallSine(rest);
        };
    }

    /// {@return whole quarter turns in an angle, 0-3}
    private static int quarters(double angle, double rest) {
        return (int) ((long) Math.rint((angle - rest) / QUARTER) & 3);
    }

    private static double smallSine(double x) {
        double z = x * x;
        return x + x * z * (S1 + z * (S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))));
    }

    private static double smallCosine(double x) {
        double z = x * x;
        return 1 - (z / 2 - z * z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6))))));
    }
}
