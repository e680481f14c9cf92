package dev.belay.server.sync;

import dev.belay.control.MemberChunks;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.member.ChunkFormat;
import dev.belay.ledger.LedgerId;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import dev.belay.server.http.EventLoopHandler;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Answers {@code GET /sdk/v1/chunks/{hash}}: a chunk of members that the flag set of the key uses, or has used in the
 * states that streams are still told of, or in one whose snapshot has been asked for.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ChunkEndpoint implements EventLoopHandler {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Access access;
    private final MemberChunks chunks;
    private final PastSnapshots past;
    private final ChunkWorkers workers;
    private final ZippedChunks zipped = new ZippedChunks();

    ChunkEndpoint(Access access, MemberChunks chunks, PastSnapshots past, ChunkWorkers workers) {
        this.access = access;
        this.chunks = chunks;
        this.past = past;
        this.workers = workers;
    }

    @Override
    public void handle(Call call) {
        Credential.FlagSetKey key = access.key(call, StreamEndpoint.READERS);
        LedgerId flagSet = LedgerId.flagSet(key.project(), key.environment());
        String hash = call.parameter("hash");
        if (!HASH.matcher(hash).matches()) {
            throw notFound(hash);
        }
        boolean zip = call.header("accept-encoding")
                .filter(SnapshotEndpoint::takesGzip)
                .isPresent();
        boolean known = call.header("if-none-match")
                .filter(value -> value.contains(hash))
                .isPresent();
        workers.execute(
                flagSet,
                () -> call.guarded(() -> call.answer(find(flagSet, hash)
                        .thenApply(found -> answer(found.orElseThrow(() -> notFound(hash)), zip, known)))));
    }

    private CompletableFuture<Optional<MemberChunk>> find(LedgerId flagSet, String hash) {
        Optional<MemberChunk> current = chunks.find(flagSet, hash);
        return current.isPresent() ? CompletableFuture.completedFuture(current) : past.chunk(flagSet, hash);
    }

    private Answer answer(MemberChunk chunk, boolean zip, boolean known) {
        String hash = chunk.hash();
        Answer answer = known ? Answer.empty(304) : zip ? zipped(chunk) : plain(chunk);
        return answer.with("etag", '"' + hash + '"')
                .with("cache-control", SnapshotEndpoint.FOR_GOOD)
                .with("vary", "accept-encoding, authorization");
    }

    private static RefusedException notFound(String hash) {
        return new RefusedException(
                ProblemName.CHUNK_NOT_FOUND,
                "The flag set of this key does not use the chunk " + hash
                        + ", or no more; ask /sdk/v1/snapshot for the newest state");
    }

    private Answer zipped(MemberChunk chunk) {
        return new Answer(200, Map.of("content-type", "application/json"), zipped.of(chunk))
                .with("content-encoding", "gzip");
    }

    private static Answer plain(MemberChunk chunk) {
        Buffer bytes = Buffer.buffer(ChunkFormat.write(chunk).bytes());
        return new Answer(200, Map.of("content-type", "application/json"), bytes);
    }
}
