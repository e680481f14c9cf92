package dev.belay.client;

import dev.belay.client.file.FlagFileReader;
import dev.belay.json.LogLine;
import dev.belay.json.state.LedgerState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Flags to begin with, shipped with the application: what {@link Belay#file} reads, or a snapshot as the server sends it.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Bootstrap {

    private static final Logger LOG = System.getLogger("dev.belay.client");

    private final String name;
    private final Content content;

    private Bootstrap(String name, Content content) {
        this.name = name;
        this.content = content;
    }

    /** Flags from a file. */
    public static Bootstrap file(Path file) {
        return new Bootstrap(file.toString(), () -> Files.readAllBytes(file));
    }

    /** Flags from a resource on the class path, such as {@code /flags.json}. */
    public static Bootstrap resource(String path) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new Bootstrap(path, () -> read(loader == null ? Bootstrap.class.getClassLoader() : loader, path));
    }

    /** The flags; nothing when they cannot be used, which is logged. */
    Optional<LedgerState> load(Instant now) {
        try {
            LedgerState state = FlagFileReader.bootstrap(name, content.read(), now);
            if (!state.missingChunks().isEmpty()) {
                throw new IOException("It names members of segments that it does not bring");
            }
            return Optional.of(state);
        } catch (IOException | RuntimeException unusable) {
            LOG.log(
                    Level.WARNING,
                    LogLine.of("bootstrap.ignored")
                            .with("source", name)
                            .with("message", unusable)
                            .toString());
            return Optional.empty();
        }
    }

    private static byte[] read(ClassLoader loader, String path) throws IOException {
        try (InputStream in = loader.getResourceAsStream(path.startsWith("/") ? path.substring(1) : path)) {
            if (in == null) {
                throw new FileNotFoundException("There is no resource " + path + " on the class path");
            }
            return in.readAllBytes();
        }
    }

    @FunctionalInterface
    private interface Content {
        byte[] read() throws IOException;
    }
}
