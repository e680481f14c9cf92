package dev.belay.verification.sinks;

import dev.belay.events.FlagSetEvent;
import java.io.IOException;
import java.util.List;

/**
 * A further topic of a Kafka broker, which sinks reach in another way; the broker is closed by whoever started it.
 *
 * @param topic its name
 */
record KafkaTopic(KafkaBroker broker, String topic, String target) implements Broker {

    @Override
    public String name() {
        return broker.name() + " " + topic;
    }

    @Override
    public void kill() throws InterruptedException {
        broker.kill();
    }

    @Override
    public void restart() throws IOException {
        broker.restart();
    }

    @Override
    public List<FlagSetEvent> received() {
        return broker.received(topic);
    }

    @Override
    public void close() {
        // The broker's own affair.
    }
}
