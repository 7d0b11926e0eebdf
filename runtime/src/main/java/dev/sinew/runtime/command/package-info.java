/// Commands from afar: which of them count, and what becomes of each. Start with [Gatekeeper].
///
/// | topic below `robots/<id>/` | what comes                                                                 |
/// |----------------------------|----------------------------------------------------------------------------|
/// | `stop`                     | anything: every live message stops the robot, a retained one is refused    |
/// | `command`                  | a signed command ([dev.sinew.config.command])                              |
/// | `command/ack`              | the robot's answer: verb, key and counter, accepted or refused, and why    |
///
/// No command reaches an actuator: it becomes a request that the loop takes between two ticks, as an operator's does,
/// and mode machine and safety gate decide.
@NullMarked
package dev.sinew.runtime.command;

import org.jspecify.annotations.NullMarked;
