/// The protobuf wire format, as far as policy files and flight records need it: no generated classes, no library.
@NullMarked
package dev.sinew.runtime.protobuf;

import org.jspecify.annotations.NullMarked;
