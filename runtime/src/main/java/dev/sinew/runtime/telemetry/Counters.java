package dev.sinew.runtime.telemetry;

/// What came of messages so far; `produced = sent + dropped + queued` holds in every snapshot.
///
/// @param produced messages made
/// @param sent delivered: written to the socket, or acknowledged where acknowledgement is asked for
/// @param dropped given up: pushed out of a full queue by a newer one, refused, or lost with a connection
/// @param queued waiting, or handed to the connection and not yet delivered
/// @param reconnects connections made after the first
public record Counters(long produced, long sent, long dropped, long queued, long reconnects) {}
