package dev.sinew.config.contract;

/// What is the same for every term of one kind.
///
/// @param name in files
/// @param unit of its numbers before scaling
/// @param frame they are measured in
/// @param per what there is one number for
record TermForm(String name, String unit, Frame frame, Per per) {
    /// What there is one number for.
    enum Per {
        /// One in all.
        ROBOT,
        /// One for each joint.
        JOINT,
        /// One for each joint that a motor drives.
        DRIVEN_JOINT
    }
}
