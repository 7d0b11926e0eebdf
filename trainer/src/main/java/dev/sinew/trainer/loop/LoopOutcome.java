package dev.sinew.trainer.loop;

/// Why a training ended.
public enum LoopOutcome {
    /// All steps are done.
    COMPLETED("all steps done"),
    /// An evaluation reached the target return.
    TARGET_REACHED("target return reached"),
    /// Somebody asked it to stop; it can be resumed.
    STOPPED("stopped on request");

    private final String text;

    LoopOutcome(String text) {
        this.text = text;
    }

    /// {@return the reason as a person reads it}
    public String text() {
        return text;
    }
}
