package dev.sinew.runtime.session;

/// Told how a run goes, on a thread that is not the loop's.
public interface SessionProgress {
    /// The policy has driven the robot for so long.
    ///
    /// @param seconds s
    void active(double seconds);

    /// Something happened.
    ///
    /// @param line for people
    void event(String line);

    /// Something that a person should look at; the run goes on.
    ///
    /// @param line for people
    default void warning(String line) {
        event(line);
    }

    /// {@return one that says nothing}
    static SessionProgress none() {
        return new SessionProgress() {
            @Override
            public void active(double seconds) {
                // nobody listens
            }

            @Override
            public void event(String line) {
                // nobody listens
            }
        };
    }
}
