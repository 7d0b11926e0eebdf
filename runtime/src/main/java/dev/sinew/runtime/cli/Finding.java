package dev.sinew.runtime.cli;

/// What `sinew doctor` found about one thing.
///
/// @param subject what was looked at
/// @param state whether it is as it should be
/// @param text what was found and, where it is not as it should be, what to do
public record Finding(String subject, State state, String text) {
    /// Whether something is as it should be.
    public enum State {
        /// It is.
        GOOD("ok"),
        /// It is not, and work goes on with less.
        WEAK("note"),
        /// It is not, and nothing goes without.
        BAD("BAD");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    /// {@return one line}
    String line() {
        return String.format("%-5s %-18s %s", state.word, subject, text);
    }
}
