package dev.sinew.runtime.telemetry;

import java.util.List;

/// Takes what others send to the robot over its broker.
public interface Inbox {
    /// A topic to listen on.
    ///
    /// @param name below `robots/<id>/`
    /// @param marksRetained whether a message that its sender asked the broker to keep counts as retained even for
    ///     those who hear it live
    record Topic(String name, boolean marksRetained) {}

    /// Carries an answer to the broker. Of any thread; never waits.
    @FunctionalInterface
    interface Answers {
        /// Publishes an answer, quality of service 1, not retained.
        ///
        /// @param topic below `robots/<id>/`
        /// @param content session and time are added; not to be used any more
        void answer(String topic, JsonObject content);
    }

    /// {@return the topics to listen on}
    List<Topic> topics();

    /// A message is there. On the connection's thread, which it must not hold up.
    ///
    /// @param topic one of [#topics]
    /// @param payload as it was sent, the receiver's to keep
    /// @param retained whether the broker had kept it
    /// @param answers takes answers, now or later
    void arrived(String topic, byte[] payload, boolean retained, Answers answers);

    /// {@return one that listens to nothing}
    static Inbox none() {
        return new Inbox() {
            @Override
            public List<Topic> topics() {
                return List.of();
            }

            @Override
            public void arrived(String topic, byte[] payload, boolean retained, Answers answers) {
                // nothing is listened to
            }
        };
    }
}
