package dev.sinew.runtime.loop;

import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.LoopGuard;

/// Who watches a loop from outside.
///
/// @param heartbeat beaten once per tick
/// @param supervisor looks at it from a thread of its own, which the host starts
public record Watch(Heartbeat heartbeat, LoopGuard supervisor) {}
