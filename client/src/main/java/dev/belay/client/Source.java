package dev.belay.client;

import dev.belay.client.cache.DiskCache;
import dev.belay.client.environment.EnvironmentSource;
import dev.belay.client.file.FileSource;
import dev.belay.client.http.Endpoint;
import dev.belay.client.source.Digest;
import dev.belay.client.source.FlagSource;
import dev.belay.client.source.Signal;
import dev.belay.client.source.SourceOpener;
import dev.belay.client.source.Time;
import dev.belay.client.stream.Fallback;
import dev.belay.client.stream.Instance;
import dev.belay.client.stream.Steps;
import dev.belay.client.stream.StreamSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;

/**
 * Where flags come from; {@link Belay#of} combines several.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Source {

    private static final int LONGEST_NAME = 200;

    /** How long an SDK leaves a server alone that cannot be reached. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Opener opener;

    private Source(Opener opener) {
        this.opener = opener;
    }

    /** A Belay server, as {@link Belay#connect(URI, String)} describes it. */
    public static Source server(URI server, String serverKey) {
        Objects.requireNonNull(server, "The server is null; give its address, such as https://belay.example.com");
        Objects.requireNonNull(serverKey, "The server key is null; is the variable set that it is read from?");
        return new Source(parts -> stream(server, serverKey, parts));
    }

    /** A watched file, as {@link Belay#file} describes it. */
    public static Source file(Path file) {
        return new Source(parts -> new FileSource(file, parts.time(), parts.signal()));
    }

    /** The environment variables of this process, as {@link Belay#environment()} describes them. */
    public static Source environment() {
        return environment(System.getenv());
    }

    /** Environment variables, as {@link Belay#environment()} describes them. */
    public static Source environment(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        return new Source(parts -> new EnvironmentSource(copy, parts.signal()));
    }

    /** A source of another module of Belay's; not for applications. */
    // Only those modules know the type.
    @SuppressWarnings("exports")
    public static Source of(SourceOpener opener) {
        return new Source(
                parts -> opener.open(parts.time(), parts.signal(), new SettingsMemory(parts.settings(), parts.time())));
    }

    FlagSource open(Parts parts) {
        return opener.open(parts);
    }

    /** What sources are made with. */
    record Parts(Settings settings, Time time, DoubleSupplier chance, Signal signal) {}

    @FunctionalInterface
    private interface Opener {
        FlagSource open(Parts parts);
    }

    private static FlagSource stream(URI server, String serverKey, Parts parts) {
        Settings settings = parts.settings();
        Time time = parts.time();
        Optional<DiskCache> cache = settings.cacheDirectory()
                .map(folder -> new DiskCache(folder, cacheName(server, serverKey.strip()), time));
        Fallback bootstrap = settings.bootstrap()
                .map(flags -> (Fallback) () -> flags.load(time.now()))
                .orElse(Fallback.NONE);
        return new StreamSource(new StreamSource.Parts(
                Endpoint.of(server, serverKey, settings.connectTimeout()),
                instance(settings),
                cache,
                bootstrap,
                time,
                parts.chance(),
                LONGEST_WAIT,
                parts.signal(),
                Steps.NONE));
    }

    private static Instance instance(Settings settings) {
        return new Instance(
                UUID.randomUUID().toString(), settings.application(), settings.applicationVersion(), sdk(), host());
    }

    /** What the environment calls the machine: asking the network for its name could take long. */
    private static String host() {
        String posix = System.getenv("HOSTNAME");
        String host = posix == null ? System.getenv("COMPUTERNAME") : posix;
        return host == null ? "" : host.substring(0, Math.min(LONGEST_NAME, host.length()));
    }

    private static String sdk() {
        String version = Source.class.getPackage().getImplementationVersion();
        return "belay-java/" + (version == null ? "development" : version);
    }

    /** Different for every server and key, and telling neither. */
    private static String cacheName(URI server, String serverKey) {
        byte[] both = (server + "\n" + serverKey).getBytes(StandardCharsets.UTF_8);
        return "belay-" + Digest.hex(both).substring(0, 16) + ".cache";
    }
}
