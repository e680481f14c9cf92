package dev.belay.client.file;

import dev.belay.client.source.CellSource;
import dev.belay.client.source.Digest;
import dev.belay.client.source.Health;
import dev.belay.client.source.Signal;
import dev.belay.client.source.Time;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Flags from a file, or a folder of files, which is read at once and then whenever its content changes. What cannot be used
 * leaves the flags as they were.
 *
 * <p>The content of a file itself is compared, once a second: file systems tell times too coarsely, and mounted configuration is
 * replaced through links.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class FileSource extends CellSource {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Path file;
    private final Time time;
    private final FolderWatch folders = new FolderWatch();

    // Used by start, and after that on the timer's thread only.
    private LedgerState read = FlagFileReader.empty();
    private @Nullable String digest;

    /** A source that has not been started. */
    public FileSource(Path file, Time time, Signal signal) {
        super(file.toString(), signal);
        this.file = file;
        this.time = time;
    }

    @Override
    public void start() {
        look();
        time.every(PERIOD, this::look);
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public void close() {
        // The timer, which belongs to whoever made this, ends the watching.
    }

    private synchronized void look() {
        try {
            if (Files.isDirectory(file)) {
                notice(folders.digest(file, time.now()), () -> FlagFileReader.next(read, folders.newest(), time.now()));
            } else {
                byte[] newest = Files.readAllBytes(file);
                String name = file.getFileName().toString();
                notice(Digest.hex(newest), () -> FlagFileReader.next(read, name, newest, time.now()));
            }
        } catch (NoSuchFileException missing) {
            unusable("There is no such file");
        } catch (IOException unreadable) {
            unusable("The file cannot be read: " + unreadable.getMessage());
        } catch (RuntimeException | Error failure) {
            // The timer would never look again.
            unusable("The file cannot be read: " + failure);
        }
    }

    private void notice(String found, Supplier<LedgerState> reading) {
        if (!found.equals(digest)) {
            digest = found;
            take(reading);
        } else if (cell.health().phase() == Health.Phase.READY) {
            cell.confirm(time.now());
        }
    }

    private void take(Supplier<LedgerState> reading) {
        try {
            read = reading.get();
            cell.publish(read, Health.Phase.READY, time.now(), "Up to date");
        } catch (RuntimeException invalid) {
            cell.report(Health.Phase.ERROR, "The file cannot be used: " + invalid.getMessage());
        }
    }

    private void unusable(String message) {
        boolean known = cell.health().phase() == Health.Phase.ERROR
                && cell.health().message().equals(message);
        digest = null;
        if (!known) {
            cell.report(Health.Phase.ERROR, message);
        }
    }
}
