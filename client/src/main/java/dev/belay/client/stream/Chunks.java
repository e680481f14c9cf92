package dev.belay.client.stream;

import dev.belay.client.http.Endpoint;
import dev.belay.client.http.UnexpectedAnswerException;
import dev.belay.client.http.Watchdog;
import dev.belay.client.source.Known;
import dev.belay.client.source.Threads;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Completes what names chunks of members: takes those that are in use already, and fetches the others, a few at a time.
 * What was fetched before a failure is kept for the next attempt, until a state has been applied.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Chunks {

    private static final int AT_ONCE = 4;

    private final Endpoint endpoint;
    private final Watchdog watchdog;
    private final ChunkPool pool = new ChunkPool();
    private final Map<String, MemberChunk> fetched = new HashMap<>();

    /** Knows no chunks yet. */
    public Chunks(Endpoint endpoint, Watchdog watchdog) {
        this.endpoint = endpoint;
        this.watchdog = watchdog;
    }

    /** Has the chunks of a state found as long as it is in use. */
    public void remember(LedgerState state) {
        state.live().stream()
                .flatMap(subject -> subject.document().flatMap(Document::members).map(MemberSet::chunks).stream())
                .forEach(chunks -> chunks.forEach(pool::share));
    }

    /** Lets go of what was fetched before a failure: the state that needed it has been applied, or overtaken. */
    void forgetFailure() {
        fetched.clear();
    }

    /** How many chunks are kept for the next attempt. */
    int kept() {
        return fetched.size();
    }

    /**
     * The document with the members that it names.
     *
     * @throws MissingMembersException if they cannot be had
     */
    Document complete(Document document) throws IOException, InterruptedException {
        Map<String, MemberChunk> found = find(document.missingChunks());
        return document.withChunks(hash -> Objects.requireNonNull(found.get(hash)));
    }

    /**
     * The flag set with the members that its segments name.
     *
     * @throws IOException if they cannot be had
     * @throws InterruptedException if the thread is interrupted
     */
    public Known complete(Known known) throws IOException, InterruptedException {
        Map<String, MemberChunk> found = find(known.state().missingChunks());
        LedgerState whole = known.state().withChunks(hash -> Objects.requireNonNull(found.get(hash)));
        return new Known(known.flagSet(), whole, known.pinFloor());
    }

    private Map<String, MemberChunk> find(Collection<String> hashes) throws IOException, InterruptedException {
        Map<String, MemberChunk> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String hash : new LinkedHashSet<>(hashes)) {
            pool.find(hash).ifPresentOrElse(chunk -> found.put(hash, chunk), () -> missing.add(hash));
        }
        if (!missing.isEmpty()) {
            fetch(missing);
            missing.forEach(hash -> found.put(hash, Objects.requireNonNull(fetched.get(hash))));
            fetched.clear();
        }
        return found;
    }

    private void fetch(List<String> hashes) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> Threads.daemon("belay-members", task));
        Map<String, Future<MemberChunk>> underWay = new HashMap<>();
        try {
            for (String hash : hashes) {
                if (!fetched.containsKey(hash)) {
                    underWay.put(hash, threads.submit(() -> fetch(hash)));
                }
            }
            for (Map.Entry<String, Future<MemberChunk>> each : underWay.entrySet()) {
                fetched.put(each.getKey(), pool.share(outcome(each.getValue())));
            }
        } catch (IOException failure) {
            keepWhatCame(underWay);
            throw failure;
        } finally {
            threads.shutdownNow();
        }
    }

    private void keepWhatCame(Map<String, Future<MemberChunk>> underWay) throws InterruptedException {
        for (Map.Entry<String, Future<MemberChunk>> each : underWay.entrySet()) {
            if (each.getValue().isDone()) {
                try {
                    fetched.put(each.getKey(), pool.share(each.getValue().get()));
                } catch (ExecutionException alsoFailed) {
                    // One failure is told already.
                }
            }
        }
    }

    private MemberChunk fetch(String hash) throws IOException, InterruptedException {
        byte[] bytes = endpoint.download("/sdk/v1/chunks/" + hash, ChunkFormat.MAX_BYTES, watchdog)
                .bytes();
        try {
            return ChunkFormat.read(hash, bytes);
        } catch (IllegalArgumentException damaged) {
            throw new ProtocolException(String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private static MemberChunk outcome(Future<MemberChunk> chunk) throws IOException, InterruptedException {
        try {
            return chunk.get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (cause instanceof UnexpectedAnswerException refusal && refusal.isRefusal()) {
                throw refusal;
            }
            boolean gone = cause instanceof UnexpectedAnswerException answer && answer.isAbsence();
            String why = cause instanceof IOException io ? Trouble.of(io) : String.valueOf(cause);
            throw new MissingMembersException("Members of a segment cannot be fetched: " + why, cause, gone);
        }
    }
}
