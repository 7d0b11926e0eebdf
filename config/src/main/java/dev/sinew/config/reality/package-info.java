/// What one robot's parts are really like, where its files say otherwise: for emulation and simulation only.
@NullMarked
package dev.sinew.config.reality;

import org.jspecify.annotations.NullMarked;
