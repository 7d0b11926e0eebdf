/// The MQTT broker of the demo and of emulated runs.
@NullMarked
package dev.sinew.trainer.broker;

import org.jspecify.annotations.NullMarked;
