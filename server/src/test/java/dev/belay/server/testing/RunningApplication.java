package dev.belay.server.testing;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.Application;
import dev.belay.server.http.WebServer;
import dev.belay.server.segments.MemberLimits;
import dev.belay.server.sinks.SinkFeature;
import dev.belay.server.storage.EmbeddedStorage;
import dev.belay.server.storage.Storage;
import dev.belay.testkit.Epochs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The whole server on a free port, with a client of its own.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class RunningApplication implements AutoCloseable {

    /** An administrator's token. */
    public static final String TOKEN = "the-token-of-the-operator-of-a-test";

    /** The flag set that relative addresses mean. */
    public static final String PRODUCTION = "/api/v1/projects/default/environments/production";

    private final Application application;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningApplication(Application application) {
        this.application = application;
    }

    /** Starts with ledgers in memory. */
    public static RunningApplication inMemory() {
        return withLimits(MemberLimits.DEFAULT);
    }

    /** Starts with these ledgers. */
    public static RunningApplication on(LedgerStore store) {
        TemporaryOperations operations = TemporaryOperations.open();
        return on(new Storage(store, operations.database(), operations));
    }

    /** Starts with ledgers in memory and other limits of uploads. */
    public static RunningApplication withLimits(MemberLimits members) {
        LedgerStore store = InMemoryLedgerStore.open(InstantSource.system(), new Epochs());
        TemporaryOperations operations = TemporaryOperations.open();
        return start(new Application.Parts(
                new Storage(store, operations.database(), operations),
                InstantSource.system(),
                Optional.of(TOKEN),
                members,
                false));
    }

    /** Starts with ledgers in memory, and announces changes. */
    public static RunningApplication announcing(SinkFeature.Settings sinks) {
        TemporaryOperations operations = TemporaryOperations.open();
        Storage storage = new Storage(
                InMemoryLedgerStore.open(InstantSource.system(), new Epochs()), operations.database(), operations);
        return announcing(storage, sinks);
    }

    /** Starts on what others have opened, and announces changes. */
    public static RunningApplication announcing(Storage storage, SinkFeature.Settings sinks) {
        return start(new Application.Parts(
                storage, InstantSource.system(), Optional.of(TOKEN), MemberLimits.DEFAULT, false, sinks));
    }

    /** Starts with everything in files. */
    public static RunningApplication onSqlite(Path folder) {
        return onSqlite(folder, Optional.of(TOKEN));
    }

    /** Starts with everything in files, on the port that it had before, or any if it is 0. */
    public static RunningApplication onSqlite(Path folder, int port) {
        Storage storage = EmbeddedStorage.open(folder, InstantSource.system(), new Epochs());
        return start(new Application.Parts(storage, InstantSource.system(), Optional.of(TOKEN)), port);
    }

    /** Starts with everything in files, with or without an operator's token. */
    // The absence is what some tests are about.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static RunningApplication onSqlite(Path folder, Optional<String> token) {
        return on(EmbeddedStorage.open(folder, InstantSource.system(), new Epochs()), token);
    }

    /** Starts on what others have opened, with an operator's token. */
    public static RunningApplication on(Storage storage) {
        return on(storage, Optional.of(TOKEN));
    }

    /** Starts on what others have opened, with or without an operator's token. */
    // The absence is what some tests are about.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static RunningApplication on(Storage storage, Optional<String> token) {
        return start(new Application.Parts(storage, InstantSource.system(), token));
    }

    private static RunningApplication start(Application.Parts parts) {
        return start(parts, 0);
    }

    private static RunningApplication start(Application.Parts parts, int port) {
        WebServer.Settings settings = new WebServer.Settings("127.0.0.1", port, Set.of("https://shop.example"));
        try {
            return new RunningApplication(Application.start(parts, settings));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** What runs. */
    public Application application() {
        return application;
    }

    /** The address of a path, which is relative to the flag set unless it begins with a slash. */
    public URI at(String path) {
        String whole = path.startsWith("/") ? path : path.isEmpty() ? PRODUCTION : PRODUCTION + "/" + path;
        return URI.create("http://127.0.0.1:" + application.port() + whole);
    }

    /** Reads, as an administrator. */
    public Response get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** Sends a document, as an administrator. */
    public Response put(String path, String json, String... headers) {
        return send("PUT", path, BodyPublishers.ofString(json), headers);
    }

    /** Sends a command, as an administrator. */
    public Response post(String path, String json, String... headers) {
        return send("POST", path, BodyPublishers.ofString(json), headers);
    }

    /** Deletes, as an administrator. */
    public Response delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    /** Sends anything, and holds the answer against its description; an {@code authorization} among the headers replaces the administrator's. */
    public Response send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).method(method, body);
        if (body.contentLength() != 0) {
            request.setHeader("content-type", "application/json");
        }
        request.setHeader("authorization", "Bearer " + TOKEN);
        for (int index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        try {
            Response answer = new Response(client.send(request.build(), BodyHandlers.ofString()));
            ApiDescription.instance().check(method, at(path).getPath(), answer);
            return answer;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The newest revision of the flag set. */
    public long revision() {
        return get("").number("/revision");
    }

    @Override
    public void close() {
        client.close();
        application.close();
    }
}
