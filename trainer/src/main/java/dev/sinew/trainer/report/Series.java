package dev.sinew.trainer.report;

/// One named curve. Points whose y is not a number leave a gap.
public final class Series {
    private final String name;
    private final double[] x;
    private final double[] y;

    /// Copies the points.
    ///
    /// @param name as the legend shows it
    /// @param x in rising order
    /// @param y as many as `x`
    public Series(String name, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "series " + name + " must have as many y as x, was " + y.length + " and " + x.length);
        }
        this.name = name;
        this.x = x.clone();
        this.y = y.clone();
    }

    /// {@return the name}
    public String name() {
        return name;
    }

    /// {@return the number of points}
    public int size() {
        return x.length;
    }

    /// {@return x of point `index`}
    ///
    /// @param index of the point
    public double x(int index) {
        return x[index];
    }

    /// {@return y of point `index`}
    ///
    /// @param index of the point
    public double y(int index) {
        return y[index];
    }
}
