/// Register-level chips and the plant behind them, written from data sheets; never imports a driver.
@NullMarked
package dev.sinew.hal.emulator;

import org.jspecify.annotations.NullMarked;
