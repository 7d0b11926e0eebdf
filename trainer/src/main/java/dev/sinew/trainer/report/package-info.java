/// Plots and reports: SVG curves and histograms, a self-contained HTML page, a curve drawn in characters for a
/// terminal.
@NullMarked
package dev.sinew.trainer.report;

import org.jspecify.annotations.NullMarked;
