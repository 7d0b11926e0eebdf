package dev.sinew.runtime.telemetry;

/// One MQTT message. The payload belongs to the message: the client keeps it by reference until it is delivered.
final class Message {
    private final String topic;
    private final byte[] payload;
    private final Delivery delivery;

    /// How much a message matters.
    enum Delivery {
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

    /// @param payload not copied
    Message(String topic, byte[] payload, Delivery delivery) {
        this.topic = topic;
        this.payload = payload;
        this.delivery = delivery;
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload;
    }

    Delivery delivery() {
        return delivery;
    }
}
