package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.session.SessionProgress;
import java.io.PrintStream;
import java.util.Locale;

/// How the demo's run goes: a line that is redrawn on a terminal, a line now and then elsewhere.
final class DemoProgress implements SessionProgress {
    private static final int CELLS = 30;
    private static final double LOG_SECONDS = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final double total;
    private double shown;

    DemoProgress(CommandContext context, double total) {
        out = context.out();
        terminal = context.terminal();
        this.total = total;
    }

    @Override
    public void active(double seconds) {
        if (seconds - shown < (terminal ? 0.5 : LOG_SECONDS) && seconds < total) {
            return;
        }
        shown = seconds;
        if (terminal) {
            int full = (int) Math.min(CELLS, Math.round(CELLS * seconds / total));
            out.printf(
                    Locale.ROOT,
                    "\rrunning [%s%s] %4.1f of %.0f s",
                    "=".repeat(full),
                    " ".repeat(CELLS - full),
                    seconds,
                    total);
            if (seconds >= total) {
                out.println();
            }
        } else {
            out.printf(Locale.ROOT, "active for %.0f of %.0f s%n", seconds, total);
        }
        out.flush();
    }

    @Override
    public void event(String line) {
        out.println((terminal ? "\r" : "") + line);
        out.flush();
    }
}
