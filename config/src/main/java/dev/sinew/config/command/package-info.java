/// What an operator tells a robot from afar, signed. Start with [SignedCommand].
///
/// A message is text, at most [SignedCommand#LARGEST] bytes: the Ed25519 (RFC 8032) signature as 128 lower-case
/// hexadecimal digits, a newline, and the bytes that were signed, which are the rest of the message:
///
/// ```text
/// {
///   "command": 1,                                     form
///   "robot": "balancer",                              whom it is for
///   "nonce": "6b0f…",                                 32 digits of the robot's birth message, of this start alone
///   "counter": 1764339120123,                         above all that this key has sent since
///   "expires_ms": 1764339122000,                      Unix time by the robot's clock
///   "key": "0123456789abcdef",                        id of the key that signed
///   "verb": "arm"
/// }
/// ```
///
/// The text has one form, that of [dev.sinew.config.document.JsonWriter]. It begins with another key than all else
/// that these keys sign, so that no bundle's manifest is a command.
@NullMarked
package dev.sinew.config.command;

import org.jspecify.annotations.NullMarked;
