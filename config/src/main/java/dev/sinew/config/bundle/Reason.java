package dev.sinew.config.bundle;

/// Why a bundle is refused, in the order in which a bundle is checked.
public enum Reason {
    /// It cannot be read, or is no bundle, truncated, altered or of another version.
    DAMAGED,
    /// A file inside is not the one that the manifest names.
    HASH,
    /// It has no signature.
    UNSIGNED,
    /// It was signed by a key that this robot does not trust.
    UNKNOWN_KEY,
    /// Its signature does not belong to its manifest.
    SIGNATURE,
    /// Its contract or its golden vectors cannot be read.
    CONTENT,
    /// It was made for another robot, for another task or for other settings of them.
    MISMATCH,
    /// Its contract says another normalization than its graph computes.
    NORMALIZATION
}
