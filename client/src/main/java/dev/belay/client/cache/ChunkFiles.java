package dev.belay.client.cache;

import dev.belay.client.source.Time;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The chunks of members that a cached state names, each in a file of its own that bears its hash, so that a change
 * writes only what it brought.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class ChunkFiles {

    /** For so long, files are left to other processes that share the folder and may be about to name them. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final Path folder;
    private final Time time;

    ChunkFiles(Path folder, Time time) {
        this.folder = folder;
        this.time = time;
    }

    /** Writes what is not there yet; after this, every chunk of the state is. */
    void write(LedgerState state) throws IOException {
        Map<String, MemberChunk> chunks = chunksOf(state);
        if (!chunks.isEmpty()) {
            Files.createDirectories(folder);
        }
        for (MemberChunk chunk : chunks.values()) {
            Path file = folder.resolve(chunk.hash());
            byte[] bytes = ChunkFormat.write(chunk).bytes();
            // A file of another length was damaged; complete() deletes those that are damaged otherwise.
            if (!Files.exists(file) || Files.size(file) != bytes.length) {
                WholeFile.write(file, bytes);
            }
            Files.setLastModifiedTime(file, FileTime.from(time.now()));
        }
    }

    /** Deletes what neither the state names nor any other has named lately. */
    void retain(LedgerState state) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Map<String, MemberChunk> chunks = chunksOf(state);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!chunks.containsKey(String.valueOf(file.getFileName())) && isOld(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(time.now().minus(GRACE));
    }

    /**
     * The state with its chunks.
     *
     * @throws IOException if a chunk is not there
     * @throws IllegalArgumentException if one is damaged
     */
    LedgerState complete(LedgerState state) throws IOException {
        try {
            return state.withChunks(this::read);
        } catch (UncheckedIOException missing) {
            throw missing.getCause();
        }
    }

    private MemberChunk read(String hash) {
        Path file = folder.resolve(hash);
        try {
            return ChunkFormat.read(hash, Files.readAllBytes(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (IllegalArgumentException damaged) {
            delete(file);
            throw damaged;
        }
    }

    /** So that the chunk is written again; where that fails, the cache goes on being passed over. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }

    private static Map<String, MemberChunk> chunksOf(LedgerState state) {
        Map<String, MemberChunk> chunks = new HashMap<>();
        state.live().stream()
                .flatMap(subject -> subject.document().flatMap(Document::members).map(MemberSet::chunks).stream())
                .forEach(each -> each.forEach(chunk -> chunks.put(chunk.hash(), chunk)));
        return chunks;
    }
}
