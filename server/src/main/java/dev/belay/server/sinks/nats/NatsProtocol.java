package dev.belay.server.sinks.nats;

import dev.belay.events.EventFormat;
import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Target;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PublishOptions;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;

/** Publishes to a stream of JetStream, with ids by which the stream drops what it has already. */
final class NatsProtocol implements ConnectedSink.Protocol<NatsProtocol.Publisher> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Options options;
    private final String prefix;

    NatsProtocol(Target target) {
        // Messages that are sent behind our back once the connection is there again could overtake others.
        Options.Builder builder = new Options.Builder()
                .servers(target.require("servers").split(",", -1))
                .connectionName("belay")
                .connectionTimeout(PATIENCE)
                .noReconnect();
        target.secret("token").ifPresent(token -> builder.token(token.toCharArray()));
        target.text("username")
                .ifPresent(name -> builder.userInfo(
                        name.toCharArray(), target.secret("password").orElse("").toCharArray()));
        options = builder.build();
        prefix = target.require("subject");
    }

    record Publisher(Connection connection, JetStream stream) {}

    @Override
    public Publisher connect() throws IOException, InterruptedException {
        Connection connection = Nats.connect(options);
        return new Publisher(
                connection,
                connection.jetStream(
                        JetStreamOptions.builder().requestTimeout(PATIENCE).build()));
    }

    @Override
    public void send(Publisher publisher, Message message) throws Exception {
        publisher.stream()
                .publish(
                        NatsMessage.builder()
                                .subject(prefix + "." + message.flagSet().replace('/', '.'))
                                .headers(new Headers().add("content-type", EventFormat.MEDIA_TYPE))
                                .data(message.bytes())
                                .build(),
                        PublishOptions.builder().messageId(message.globalId()).build());
    }

    @Override
    public void close(Publisher publisher) {
        try {
            publisher.connection().close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
