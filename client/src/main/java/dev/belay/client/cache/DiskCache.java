package dev.belay.client.cache;

import dev.belay.client.source.Known;
import dev.belay.client.source.Time;
import dev.belay.json.LogLine;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest state in a file. The file is replaced as a whole and bears its own checksum, so that a reader finds
 * a complete state or knows that there is none; chunks of members lie in files beside it. Writing happens in the background, at most once a second, and failures
 * disturb nobody.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class DiskCache {

    private static final Logger LOG = System.getLogger("dev.belay.client");
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Path folder;
    private final String name;
    private final Time time;
    private final ChunkFiles chunks;

    private final AtomicReference<@Nullable Known> waiting = new AtomicReference<>();
    private final AtomicBoolean failureLogged = new AtomicBoolean();

    /**
     * A cache in a folder, which is created when it is first needed.
     *
     * @param name what to call the file; different for every server and key
     */
    public DiskCache(Path folder, String name, Time time) {
        this.folder = folder;
        this.name = name;
        this.time = time;
        this.chunks = new ChunkFiles(folder.resolve(name + ".chunks"), time);
    }

    /** The state in the file; nothing when there is no file, or none that can be trusted. */
    public Optional<Cached> load() {
        try {
            return Files.isReadable(file()) ? Optional.of(read()) : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            LOG.log(
                    Level.WARNING,
                    LogLine.of("cache.ignored")
                            .with("file", file())
                            .with("message", String.valueOf(damaged.getMessage()))
                            .toString());
            return Optional.empty();
        }
    }

    private Cached read() throws IOException {
        Cached cached = CacheFormat.read(Files.readAllBytes(file()));
        Known known = cached.known();
        LedgerState whole = chunks.complete(known.state());
        return new Cached(new Known(known.flagSet(), whole, known.pinFloor()), cached.confirmedAt());
    }

    /** Has the state written soon, unless a newer one comes first. */
    public void save(Known known) {
        if (waiting.getAndSet(known) == null) {
            time.after(DELAY, this::flush);
        }
    }

    /** Writes what waits to be written, now. */
    public synchronized void flush() {
        Known newest = waiting.getAndSet(null);
        if (newest == null) {
            return;
        }
        try {
            write(newest);
        } catch (IOException | RuntimeException failure) {
            if (!failureLogged.getAndSet(true)) {
                LOG.log(
                        Level.WARNING,
                        LogLine.of("cache.unwritable")
                                .with("flagSet", newest.flagSet())
                                .with("file", file())
                                .with("message", failure)
                                .toString());
            }
        }
    }

    // Chunks first and the state that names them after, so that whatever is found is complete.
    private void write(Known newest) throws IOException {
        Files.createDirectories(folder);
        chunks.write(newest.state());
        WholeFile.write(file(), CacheFormat.write(new Cached(newest, time.now())));
        chunks.retain(newest.state());
    }

    private Path file() {
        return folder.resolve(name);
    }
}
