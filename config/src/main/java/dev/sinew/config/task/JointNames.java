package dev.sinew.config.task;

import dev.sinew.config.document.Section;
import java.util.List;

/// The joints that a task file may name.
///
/// @param known in joint order
record JointNames(List<String> known) {
    /// {@return the joint that a section names}
    ///
    /// @param section has a key `joint`
    String joint(Section section) {
        String joint = section.text("joint");
        if (!known.contains(joint)) {
            throw section.refusal("joint", "must be one of " + String.join(", ", known) + ", was '" + joint + "'");
        }
        return joint;
    }

    /// {@return its index}
    ///
    /// @param section has a key `joint`
    int index(Section section) {
        return known.indexOf(joint(section));
    }
}
