package dev.sinew.sim.mujoco;

/// Work of the physics that changes no bit of the worlds of some models, so that they can do without. Which models
/// those are, a test has to show.
public enum Skip {
    /// The bounding boxes that sort out pairs of geoms of two bodies before they are tested for contact. Without them
    /// contacts between two bodies of several geoms come in another order, which changes bits: not for robots that
    /// touch themselves. `mjDSBL_MIDPHASE`.
    MIDPHASE(1 << 14),
    /// The search for groups of bodies that no constraint connects, which are solved apart: in vain where there is one
    /// group. `mjDSBL_ISLAND`.
    ISLANDS(1 << 18);

    private final int bit;

    Skip(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
