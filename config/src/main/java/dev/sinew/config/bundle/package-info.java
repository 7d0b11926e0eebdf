/// The file that carries a policy to a robot, signed, and the keys that sign it. Start with [BundleReader].
///
/// A bundle is a zip file of stored files (its bytes are drawn at `StoredZip`):
///
/// ```text
/// manifest.json   version, robot, task, policy id, key id; name, size and SHA-256 of the three files below
/// manifest.sig    64 bytes: Ed25519 (RFC 8032) over the bytes of manifest.json; missing in an unsigned bundle
/// policy.onnx     observation [N, n] float32 → action [N, m] float32
/// contract.json   what policy and robot must agree on
/// golden.json     observations and the actions that the policy must answer
/// ```
///
/// The JSON files are in the canonical form of [dev.sinew.config.document.JsonWriter]. A key id is the first 16
/// hexadecimal digits of the SHA-256 of the key's SubjectPublicKeyInfo; a policy id those of the SHA-256 over what
/// `sha256sum policy.onnx contract.json golden.json` prints.
@NullMarked
package dev.sinew.config.bundle;

import org.jspecify.annotations.NullMarked;
