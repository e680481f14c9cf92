package dev.belay.server.replica;

import dev.belay.client.cache.DiskCache;
import dev.belay.client.source.Time;
import dev.belay.json.state.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What survives a restart of what a key brings, if anything does.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param folder where, if anywhere; it must exist
 */
record CopyFiles(Optional<Path> folder, Time time) {

    private static final int NAME_LENGTH = 16;
    private static final String STATE = ".copy";
    private static final String KEYS = ".keys";
    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");

    /** Whether a replica keeps copies in a folder. */
    static boolean areIn(Path folder) {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, "*" + STATE)) {
            return copies.iterator().hasNext();
        } catch (IOException noFolder) {
            return false;
        }
    }

    /** The newest state. */
    Optional<DiskCache> state(String key) {
        return folder.map(in -> new DiskCache(in, name(key) + STATE, time));
    }

    /** The keys of its readers. */
    Optional<KeyFile> keys(String key) {
        return folder.map(in -> new KeyFile(in.resolve(name(key) + KEYS)));
    }

    /** Deletes both. */
    void forget(String key) {
        folder.ifPresent(in -> forget(in, name(key)));
    }

    private static void forget(Path folder, String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + STATE));
            Files.deleteIfExists(folder.resolve(name + KEYS));
        } catch (IOException undeletable) {
            LOG.atWarn()
                    .addKeyValue("folder", folder)
                    .addKeyValue("message", undeletable)
                    .log("replica.copy-undeletable");
        }
    }

    private static String name(String key) {
        return Sha256.hex(key.strip().getBytes(StandardCharsets.UTF_8)).substring(0, NAME_LENGTH);
    }
}
