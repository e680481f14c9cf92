package dev.belay.server.sinks.nats;

import dev.belay.events.EventFormat;
import dev.belay.server.sinks.delivery.ConnectedSink;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.sinks.delivery.Target;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PublishOptions;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Publishes to a stream of JetStream, with ids by which the stream drops what it has already. */
final class NatsProtocol implements ConnectedSink.Protocol<NatsProtocol.Publisher> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Target target;
    private final Reach reach;
    private final NatsServers servers;
    private final String prefix;

    NatsProtocol(Target target, Reach reach) {
        this.target = target;
        this.reach = reach;
        servers = new NatsServers(target.require("servers"));
        prefix = target.require("subject");
    }

    private Options options(TlsFailure failure) throws UnknownHostException {
        // Messages that are sent behind our back once the connection is there again could overtake others.
        Options.Builder builder = new Options.Builder()
                .servers(servers.within(reach))
                // Others that a server names are not among those that an administrator has.
                .ignoreDiscoveredServers()
                .connectionName("belay")
                .connectionTimeout(PATIENCE)
                .errorListener(failure)
                .noReconnect();
        if (servers.isSecure()) {
            // A name that has become an address cannot be compared with a certificate any more; this way keeps it.
            builder.dataPortType(NamedHostPort.class.getName())
                    .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs);
        }
        target.secret("token").ifPresent(token -> builder.token(token.toCharArray()));
        target.text("username")
                .ifPresent(name -> builder.userInfo(
                        name.toCharArray(), target.secret("password").orElse("").toCharArray()));
        return builder.build();
    }

    record Publisher(Connection connection, JetStream stream) {}

    @Override
    public Publisher connect() throws IOException, InterruptedException {
        Connection connection = open();
        return new Publisher(
                connection,
                connection.jetStream(
                        JetStreamOptions.builder().requestTimeout(PATIENCE).build()));
    }

    private Connection open() throws IOException, InterruptedException {
        TlsFailure failure = new TlsFailure();
        try {
            return Nats.connect(options(failure));
        } catch (AuthenticationException refused) {
            throw refused;
        } catch (IOException notConnected) {
            throw failure.behind(notConnected);
        }
    }

    @Override
    public Optional<String> explain(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case AuthenticationException _ -> "NATS refused the login";
                    case JetStreamApiException answer -> "JetStream answered with error " + answer.getApiErrorCode();
                    case IOException _
                    when String.valueOf(failure.getMessage()).contains("503") ->
                        "No stream of JetStream takes the subject";
                    default -> null;
                });
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
