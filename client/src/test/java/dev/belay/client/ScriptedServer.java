package dev.belay.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SnapshotFormat;
import dev.belay.json.sync.SyncEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * A server that speaks the protocol of the stream, tells the truth by itself, and lies when a test asks for it.
 *
 * <p><b>Thread-safety:</b> changed by one test at a time; requests come on threads of its own.
 */
final class ScriptedServer implements AutoCloseable {

    static final String KEY = "belay_server_test";
    private static final String FLAG_SET = "default/production";
    private static final long PATIENCE_SECONDS = 30;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> snapshots = new ConcurrentHashMap<>();
    private final BlockingQueue<Stream> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> given = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final List<Stream> streams = new ArrayList<>();
    private final List<LedgerState> history = new ArrayList<>();

    private LedgerState state;
    volatile int refusal;
    volatile String retryAfter = "";
    volatile String contentType = "text/event-stream";
    volatile boolean mute;
    volatile int telemetryStatus = 202;
    volatile boolean silentWhenCaughtUp;
    volatile boolean damagedSnapshots;
    volatile boolean damagedChunks;
    volatile int chunkRefusal;
    final List<String> chunkRequests = Collections.synchronizedList(new ArrayList<>());
    volatile Management management = (path, body) -> new Answer(404, "{}");

    ScriptedServer() {
        this(0);
    }

    ScriptedServer(int port) {
        this(port, LedgerState.empty("first"));
    }

    /** Begins with a state, before anybody can ask for one. */
    ScriptedServer(int port, LedgerState begun) {
        this.state = begun;
        history.add(state);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/sdk/v1/stream", this::stream);
        server.createContext("/sdk/v1/snapshot", this::snapshot);
        server.createContext("/sdk/v1/chunks/", this::chunk);
        server.createContext("/sdk/v1/telemetry", this::telemetry);
        server.createContext("/api/v1/", this::manage);
        server.start();
    }

    /** Answers a request to the management interface. */
    @FunctionalInterface
    interface Management {
        Answer answer(String path, String body);
    }

    record Answer(int status, String body) {}

    URI uri() {
        return URI.create("http://localhost:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized LedgerState state() {
        return state;
    }

    /** Waits for the next stream that a client opens. */
    Stream nextStream() {
        return next(opened);
    }

    /** Waits until the next snapshot has been given to a client. */
    void nextSnapshot() {
        next(given);
    }

    /** Waits for the next report of a client. */
    Value nextReport() {
        return Json.read(next(reports));
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came within " + PATIENCE_SECONDS + " seconds");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Changes the state without telling anybody. */
    synchronized LedgerState change(SubjectState... changes) {
        state = state.apply(state.position().next(), Instant.EPOCH, List.of(changes));
        history.add(state);
        return state;
    }

    /** Starts another line of history. */
    synchronized void startEpoch(String epoch, SubjectState... subjects) {
        history.clear();
        state = LedgerState.empty(epoch);
        history.add(state);
        change(subjects);
    }

    /** Changes the state and tells every stream. */
    synchronized LedgerState publish(SubjectState... changes) {
        LedgerState before = state;
        LedgerState after = change(changes);
        List.copyOf(streams).forEach(stream -> stream.sendFrame(before.position(), after, changes));
        return after;
    }

    /** Goes back to an earlier state in one step, and tells every stream in as few words as possible. */
    synchronized LedgerState restore(Position of) {
        LedgerState target = history.stream()
                .filter(each -> each.position().equals(of))
                .findFirst()
                .orElseThrow();
        LedgerState before = state;
        LedgerState after = change(state.restoring(target, any -> true).toArray(SubjectState[]::new));
        List.copyOf(streams).forEach(stream -> {
            stream.sendBegin(before.position(), after.position());
            stream.send(new SyncEvent.Restore(of, Optional.empty()));
            stream.send(new SyncEvent.Commit(after.position(), after.checksum().hex()));
        });
        return after;
    }

    SubjectState flag(String key, String served) {
        return flag(key, served, "");
    }

    /** A boolean flag that serves {@code on} or {@code off}, with the next version, and rules in JSON. */
    synchronized SubjectState flag(String key, String served, String rules) {
        Value document = Json.read("""
                {"key": "%s", "type": "boolean", "enabled": true,
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "rules": [%s], "otherwise": {"variant": "%s"}}""".formatted(key, rules, served));
        Document stored = Document.of(FlagFormat.write(FlagFormat.read(document)));
        return SubjectState.live(Subject.flag(key), nextVersion(Subject.flag(key)), stored);
    }

    /** A segment with these members, with the next version. */
    synchronized SubjectState segment(String key, MemberSet members) {
        Segment segment = new Segment(key, Optional.empty(), Set.of(), Set.of(), "targetingKey").withMembers(members);
        Document document = Document.of(SegmentFormat.write(segment)).withMembers(members);
        return SubjectState.live(Subject.segment(key), nextVersion(Subject.segment(key)), document);
    }

    synchronized long nextVersion(Subject subject) {
        SubjectState known = state.subject(subject);
        return known == null ? 1 : known.version() + 1;
    }

    /** Ends all streams. */
    synchronized void drop() {
        List.copyOf(streams).forEach(Stream::end);
    }

    @Override
    public void close() {
        drop();
        server.stop(0);
        threads.shutdownNow();
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (mute) {
            opened.add(new Stream(exchange.getResponseBody(), Optional.empty()));
            return;
        }
        if (refusal != 0) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            answer(exchange, refusal, "{}");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, 0);
        String after = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        Stream stream = new Stream(exchange.getResponseBody(), Optional.ofNullable(after));
        synchronized (this) {
            streams.add(stream);
            stream.greet();
        }
        opened.add(stream);
        stream.awaitEnd();
        exchange.close();
    }

    private void snapshot(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/sdk/v1/snapshot")) {
            exchange.getResponseHeaders().set("Location", "/sdk/v1/snapshots/" + store());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        byte[] bytes = snapshots.get(path.substring(path.lastIndexOf('/') + 1));
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(damagedSnapshots ? "{}".getBytes(StandardCharsets.UTF_8) : bytes);
        }
        exchange.sendResponseHeaders(200, zipped.size());
        zipped.writeTo(exchange.getResponseBody());
        exchange.close();
        given.add(path);
    }

    private void chunk(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String hash = path.substring(path.lastIndexOf('/') + 1);
        chunkRequests.add(hash);
        Optional<MemberChunk> chunk = chunk(hash);
        if (chunkRefusal != 0 || chunk.isEmpty()) {
            answer(exchange, chunkRefusal == 0 ? 404 : chunkRefusal, "{}");
            return;
        }
        byte[] bytes = ChunkFormat.write(chunk.get()).bytes();
        answer(exchange, 200, damagedChunks ? "[\"nobody\"]" : new String(bytes, StandardCharsets.UTF_8));
    }

    private synchronized Optional<MemberChunk> chunk(String hash) {
        return state.live().stream()
                .flatMap(subject -> subject.document().flatMap(Document::members).stream())
                .flatMap(members -> members.chunks().stream())
                .filter(chunk -> chunk.hash().equals(hash))
                .findFirst();
    }

    /** The newest state as the server sends it. */
    synchronized byte[] snapshot() {
        return SnapshotFormat.write(FLAG_SET, state, state.position());
    }

    private synchronized String store() {
        byte[] bytes = snapshot();
        String hash = sha256(bytes);
        snapshots.put(hash, bytes);
        return hash;
    }

    private void telemetry(HttpExchange exchange) throws IOException {
        reports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, telemetryStatus, "");
    }

    private void manage(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        Answer answer = management.answer(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath() + " " + token, body);
        answer(exchange, answer.status(), answer.body());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One open stream. */
    final class Stream {

        private final OutputStream out;
        private final Optional<String> after;
        private final CountDownLatch ended = new CountDownLatch(1);

        private Stream(OutputStream out, Optional<String> after) {
            this.out = out;
            this.after = after;
        }

        /** The position that the client asked to go on from. */
        Optional<String> after() {
            return after;
        }

        private void greet() {
            raw(": hello\n\n");
            if (after.isPresent() && after.get().equals(state.position().toString())) {
                if (!silentWhenCaughtUp) {
                    heartbeat();
                }
            } else {
                sendSnapshot();
                if (!silentWhenCaughtUp) {
                    heartbeat();
                }
            }
        }

        void sendSnapshot() {
            String hash = store();
            send(new SyncEvent.SnapshotAt(state().position(), hash, "/sdk/v1/snapshots/" + hash));
        }

        void heartbeat() {
            send(new SyncEvent.Heartbeat(state().position(), state().checksum().hex()));
        }

        void sendFrame(Position previous, LedgerState next, SubjectState... changes) {
            sendBegin(previous, next.position());
            for (SubjectState change : changes) {
                send(change.document()
                        .<SyncEvent>map(document -> new SyncEvent.Put(change.subject(), change.version(), document))
                        .orElseGet(() -> new SyncEvent.Delete(change.subject(), change.version())));
            }
            send(new SyncEvent.Commit(next.position(), next.checksum().hex()));
        }

        void sendBegin(Position previous, Position next) {
            send(new SyncEvent.Begin(FLAG_SET, next, previous, Instant.EPOCH, previous));
        }

        void send(SyncEvent event) {
            raw("event: " + event.name() + "\ndata: " + CanonicalJson.text(event.data()) + "\n\n");
        }

        void raw(String text) {
            try {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException gone) {
                end();
            }
        }

        void end() {
            synchronized (ScriptedServer.this) {
                streams.remove(this);
            }
            ended.countDown();
        }

        private void awaitEnd() {
            try {
                ended.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
