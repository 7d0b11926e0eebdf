package dev.sinew.sim.world;

/// Three numbers along x, y and z of the base frame.
///
/// @param x forward
/// @param y left
/// @param z up
public record Axes(double x, double y, double z) {
    /// Nothing along any axis.
    public static final Axes ZERO = new Axes(0, 0, 0);
}
