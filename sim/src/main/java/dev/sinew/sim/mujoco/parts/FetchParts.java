package dev.sinew.sim.mujoco.parts;

/// Fetches what is not in the cache yet and prints where it lies: the launcher's and the build's fetch step.
public final class FetchParts {
    private FetchParts() {}

    /// Exit code 0, or 1 with one line on standard error.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try {
            NativeParts parts = NativeParts.ofSystem();
            System.out.println("MuJoCo library: " + parts.library());
            for (String model : parts.models()) {
                System.out.println("Gymnasium model: " + parts.model(model));
            }
        } catch (PartsException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }
}
