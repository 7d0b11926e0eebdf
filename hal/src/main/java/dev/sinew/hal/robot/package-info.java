/// The robot as a whole: read, write, lifecycle.
@NullMarked
package dev.sinew.hal.robot;

import org.jspecify.annotations.NullMarked;
