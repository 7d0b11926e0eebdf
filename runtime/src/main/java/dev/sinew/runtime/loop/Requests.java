package dev.sinew.runtime.loop;

import dev.sinew.runtime.mode.OperatorRequests;

/// What may be asked of a loop while it runs.
///
/// @param operator arm, disarm, reset
/// @param stop the end
public record Requests(OperatorRequests operator, StopRequest stop) {}
