/// Policies that come to a robot while it runs. Start with [PolicyIntake].
///
/// | topic below `robots/<id>/` | what                                                                             |
/// |----------------------------|----------------------------------------------------------------------------------|
/// | `policy`                   | a whole signed bundle, quality of service 1, not retained, at most 4 MiB         |
/// | `policy/ack`               | `accepted`, `refused` with a reason, `swapped`, `replaced`; policy id, SHA-256   |
@NullMarked
package dev.sinew.runtime.deployment;

import org.jspecify.annotations.NullMarked;
