package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.RunReport;
import dev.sinew.runtime.session.SessionReport;
import dev.sinew.runtime.session.TruthTrace;
import java.nio.file.Path;
import java.util.Optional;

/// What the demo's run gave.
///
/// @param session what became of it
/// @param truth what the physics knew
/// @param bundle that ran
/// @param record of the flight
record DemoRun(SessionReport session, TruthTrace truth, Path bundle, Path record) {
    RunReport report() {
        return new RunReport(session, Optional.of(truth));
    }
}
