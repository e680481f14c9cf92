package dev.belay.verification.sinks;

import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.tls.ServerCertificate;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A NATS server with JetStream, where one is installed. */
// Closing a connection may be interrupted, which the methods here pass on like any other failure.
@SuppressWarnings("try")
final class NatsBroker extends ProcessBroker {

    private static final String STREAM = "BELAY";
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Access access;
    private final String version;

    private NatsBroker(ServerProcess server, Access access) throws Exception {
        super(server);
        this.access = access;
        try (Connection connection = connect()) {
            this.version = connection.getServerInfo().getVersion();
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(STREAM)
                            .subjects("belay.changes.>")
                            .storageType(StorageType.File)
                            .build());
        }
    }

    /**
     * What it is started with, and how clients come in.
     *
     * @param options of the server
     * @param place   the scheme and the host
     * @param fields  of a target
     * @param client  adds to a client's options
     */
    private record Access(List<String> options, String place, String fields, Consumer<Options.Builder> client) {}

    /** Starts one; none where the program is not installed. */
    static Optional<Broker> start() throws Exception {
        return start(new Access(List.of(), "nats://127.0.0.1", "", _ -> {}));
    }

    /** Starts one that lets nobody else in; none where the program is not installed. */
    static Optional<Broker> startFor(Login login) throws Exception {
        return start(new Access(
                List.of("--user", login.user(), "--pass", login.password()),
                "nats://127.0.0.1",
                login.fields(),
                client -> client.userInfo(
                        login.user().toCharArray(), login.password().toCharArray())));
    }

    /** Starts one that speaks nothing but TLS; none where the program is not installed. */
    static Optional<Broker> startShowing(ServerCertificate certificate) throws Exception {
        SSLContext trusting = certificate.context();
        return start(new Access(
                List.of("--config", configuration(certificate).toString()),
                "tls://" + ServerCertificate.HOST,
                "",
                client -> client.sslContext(trusting)));
    }

    // There is no option for how long a client may take.
    private static Path configuration(ServerCertificate certificate) throws IOException {
        return Files.writeString(
                certificate.chain().resolveSibling("nats.conf"), """
            tls { cert_file: "%s", key_file: "%s", timeout: 60 }
            """.formatted(certificate.chain(), certificate.key()));
    }

    private static Optional<Broker> start(Access access) throws Exception {
        Optional<Path> program = program();
        return program.isEmpty() ? Optional.empty() : Optional.of(start(program.get(), access));
    }

    private static NatsBroker start(Path program, Access access) throws Exception {
        Path folder = Files.createTempDirectory("belay-nats-");
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--addr",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--jetstream",
                "--store_dir",
                folder.toString()));
        command.addAll(access.options());
        return ServerProcess.start("nats", command, folder, port).become(server -> new NatsBroker(server, access));
    }

    private Connection connect() throws IOException, InterruptedException {
        Options.Builder options = new Options.Builder().server(address()).connectionTimeout(PATIENCE);
        access.client().accept(options);
        return Nats.connect(options.build());
    }

    private static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return List.of(path.split(File.pathSeparator, -1)).stream()
                .map(folder -> Path.of(folder, "nats-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String address() {
        return access.place() + ":" + server.port();
    }

    @Override
    public String name() {
        return "NATS JetStream " + version;
    }

    @Override
    public String target() {
        return "\"nats\": {\"servers\": \"%s\"%s}".formatted(address(), access.fields());
    }

    @Override
    public List<FlagSetEvent> received() throws Exception {
        try (Connection connection = connect()) {
            JetStreamSubscription all = connection
                    .jetStream()
                    .subscribe(
                            "belay.changes.>",
                            PushSubscribeOptions.builder().ordered(true).build());
            List<FlagSetEvent> events = new ArrayList<>();
            for (Message message = all.nextMessage(IDLE); message != null; message = all.nextMessage(IDLE)) {
                events.add(EventFormat.read(message.getData()));
            }
            return events;
        }
    }
}
