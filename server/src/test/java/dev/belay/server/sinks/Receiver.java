package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.events.ChangeEvent;
import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.events.WebhookSecret;
import dev.belay.events.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A web server that takes webhooks, and refuses them on purpose. */
final class Receiver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Request> arrivals = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Integer> next = new ConcurrentLinkedQueue<>();
    private volatile Predicate<FlagSetEvent> refused = event -> false;
    private volatile int refusal = 503;

    private Receiver(HttpServer server) {
        this.server = server;
    }

    record Request(FlagSetEvent event, String body, String id, String timestamp, String signatures, int answered) {

        boolean isSignedBy(String secret) {
            return new WebhookVerifier(List.of(WebhookSecret.parse(secret)), InstantSource.system())
                    .verify(id, timestamp, signatures, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    static Receiver start() throws IOException {
        return start(0);
    }

    static Receiver start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Receiver receiver = new Receiver(server);
        server.createContext("/", receiver::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/belay";
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Answers the next requests with these statuses. */
    void answerNext(Integer... statuses) {
        next.addAll(List.of(statuses));
    }

    /** Refuses some events from now on. */
    void refuse(int status, Predicate<FlagSetEvent> which) {
        refusal = status;
        refused = which;
    }

    /** Everything that came, in order. */
    List<Request> requests() {
        return requests;
    }

    /** The ids of the events that were taken, in order, repeats among them. */
    List<String> taken() {
        return requests.stream()
                .filter(each -> each.answered() < 300)
                .map(each -> shortId(each.event()))
                .toList();
    }

    /** Waits for the next request that nobody has waited for. */
    Request await() {
        return await(_ -> true);
    }

    /** Waits for such a request, and forgets those before it. */
    Request await(Predicate<Request> wanted) {
        try {
            while (true) {
                Request request = arrivals.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(request)
                        .as("a request within " + PATIENCE + "; there were " + requests)
                        .isNotNull();
                if (wanted.test(request)) {
                    return request;
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Waits until the event of a flag at a version is taken. */
    Request awaitTaken(String flag, long version) {
        return await(request -> request.answered() < 300
                && request.event() instanceof ChangeEvent change
                && change.subject().key().equals(flag)
                && change.version() == version);
    }

    private static String shortId(FlagSetEvent event) {
        return event instanceof ChangeEvent change ? change.subject().key() + "@" + change.version() : event.id();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        FlagSetEvent event = EventFormat.read(body);
        Integer fixed = next.poll();
        int status = fixed != null ? fixed : refused.test(event) ? refusal : 204;
        Request request = new Request(
                event,
                new String(body, StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                status);
        if (status / 100 == 3) {
            exchange.getResponseHeaders().add("location", url());
        }
        // Noted first: once it is answered, the next one may come.
        requests.add(request);
        arrivals.add(request);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
