/// A second policy beside the one that drives: it sees what that sees, and what it would do is compared and never
/// done.
@NullMarked
package dev.sinew.runtime.shadow;

import org.jspecify.annotations.NullMarked;
