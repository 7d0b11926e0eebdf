/// Motor drivers: one file per board, from the data sheets of its chips.
@NullMarked
package dev.sinew.hal.motor;

import org.jspecify.annotations.NullMarked;
