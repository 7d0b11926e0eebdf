/// Telemetry: journal → MQTT 5. One thread reads the journal and publishes; the control loop never waits for it.
/// Every message is accounted for: `produced = sent + dropped + queued` at any moment.
@NullMarked
package dev.sinew.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
