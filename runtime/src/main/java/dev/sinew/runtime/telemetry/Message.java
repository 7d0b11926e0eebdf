package dev.sinew.runtime.telemetry;

/// One MQTT message. The payload belongs to the message: the client keeps it by reference until it is delivered.
public final class Message {
    private final String topic;
    private final byte[] payload;
    private final Delivery delivery;

    /// How much a message matters.
    public enum Delivery {
        /// Live data, quality of service 0: the newest matters, an old one may go.
        LIVE(0, false),
        /// Events, quality of service 1: kept over a lost link as long as there is room.
        EVENT(1, false),
        /// State of affairs, quality of service 1 and retained: whoever comes later sees it.
        RETAINED(1, true);

        private final int qos;
        private final boolean retained;

        Delivery(int qos, boolean retained) {
            this.qos = qos;
            this.retained = retained;
        }

        int qos() {
            return qos;
        }

        boolean retained() {
            return retained;
        }
    }

    /// A message.
    ///
    /// @param topic it goes to
    /// @param payload not copied
    /// @param delivery how much it matters
    public Message(String topic, byte[] payload, Delivery delivery) {
        this.topic = topic;
        this.payload = payload;
        this.delivery = delivery;
    }

    /// {@return the topic it goes to}
    public String topic() {
        return topic;
    }

    /// {@return its bytes; the array itself}
    public byte[] payload() {
        return payload;
    }

    /// {@return how much it matters}
    public Delivery delivery() {
        return delivery;
    }
}
