/// Linux below the ports, through the foreign function interface: the board of a Raspberry Pi ([LinuxBoard]) and
/// the calls that make a thread a real-time one ([RealTime], [LinuxClock]). The only package that leaves the JVM.
///
/// Every structure is written into native memory that was allocated once, so that a transfer allocates nothing.
/// The layouts and request numbers stand in [LinuxAbi]; they are those of 64-bit Linux and the same on x86-64 and
/// aarch64.
@NullMarked
package dev.sinew.hal.linux;

import org.jspecify.annotations.NullMarked;
