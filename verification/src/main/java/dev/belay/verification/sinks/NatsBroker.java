package dev.belay.verification.sinks;

import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.testkit.process.Ports;
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

/** A NATS server with JetStream, where one is installed. */
// Closing a connection may be interrupted, which the methods here pass on like any other failure.
@SuppressWarnings("try")
final class NatsBroker extends ProcessBroker {

    private static final String STREAM = "BELAY";
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final Optional<Login> login;
    private final String version;

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private NatsBroker(ServerProcess server, Optional<Login> login) throws Exception {
        super(server);
        this.login = login;
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

    /** Starts one; none where the program is not installed. */
    static Optional<Broker> start() throws Exception {
        return start(Optional.empty());
    }

    /** Starts one that lets nobody else in; none where the program is not installed. */
    static Optional<Broker> startFor(Login login) throws Exception {
        return start(Optional.of(login));
    }

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Optional<Broker> start(Optional<Login> login) throws Exception {
        Optional<Path> program = program();
        return program.isEmpty() ? Optional.empty() : Optional.of(start(program.get(), login));
    }

    // Absent is the usual case.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static NatsBroker start(Path program, Optional<Login> login) throws Exception {
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
        login.ifPresent(each -> command.addAll(List.of("--user", each.user(), "--pass", each.password())));
        return new NatsBroker(ServerProcess.start("nats", command, folder, port), login);
    }

    private Connection connect() throws IOException, InterruptedException {
        Options.Builder options = new Options.Builder().server(address());
        login.ifPresent(each ->
                options.userInfo(each.user().toCharArray(), each.password().toCharArray()));
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
        return "nats://127.0.0.1:" + server.port();
    }

    @Override
    public String name() {
        return "NATS JetStream " + version;
    }

    @Override
    public String target() {
        return "\"nats\": {\"servers\": \"%s\"%s}"
                .formatted(address(), login.map(Login::fields).orElse(""));
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
