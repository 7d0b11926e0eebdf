package dev.sinew.runtime.telemetry;

/// The connection to a broker. Called by the telemetry thread only; [Completion] is called by threads of the link.
interface BrokerLink {
    /// Where the connection stands.
    enum State {
        /// No connection, none being made.
        DOWN,
        /// A connection is being made.
        CONNECTING,
        /// Messages can be published.
        UP
    }

    /// Told once what became of a message.
    interface Completion {
        /// The message is delivered: written to the socket ([Delivery#LIVE]) or acknowledged by the broker.
        void delivered();

        /// The message is lost with its connection, or refused.
        void failed();
    }

    /// {@return where the connection stands}
    State state();

    /// Begins a connection; does nothing unless the link is down. Never blocks.
    void connect();

    /// Hands over a message. Never blocks.
    ///
    /// @return false when the link refuses it at once; then `completion` is not called
    boolean publish(Message message, Completion completion);

    /// {@return what ended the last connection or attempt, for people; empty before the first}
    String lastFailure();

    /// Ends the connection: politely (no will) when `millis` suffice, else forcibly.
    void close(long millis);
}
