package dev.sinew.config.bundle;

/// What to do with a bundle that nobody signed.
public enum Unsigned {
    /// Refuse it: the only choice for a robot that can hurt somebody.
    REFUSED,
    /// Let it in: for emulation, and only when the user says so.
    ALLOWED
}
