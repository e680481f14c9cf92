package dev.belay.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers what a test laid down, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers these requests so; several replies to one request are given one after the other, the last one stays. */
    FakeServer answer(String request, Reply reply) {
        replies.computeIfAbsent(request, ignored -> new ArrayDeque<>()).add(reply);
        return this;
    }

    FakeServer answer(String request, String json) {
        return answer(request, Reply.of(200, json));
    }

    FakeServer refuse(String request, int status, String name, String more) {
        String json = """
                {"type": "urn:belay:problem:%s", "title": "A title", "status": %d, "detail": "What happened."%s}""".formatted(name, status, more);
        return answer(request, Reply.of(status, json));
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    Asked lastAsked() {
        return asked.getLast();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            asked.add(new Asked(request, body, headers));
            Deque<Reply> planned = replies.getOrDefault(request, new ArrayDeque<>(List.of(Reply.UNPLANNED)));
            Reply reply = planned.size() > 1 ? planned.remove() : planned.element();
            if (reply.status() == Reply.HANG_UP) {
                return;
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    record Asked(String request, String body, Map<String, String> headers) {}

    record Reply(int status, String body, Map<String, String> headers) {
        static final int HANG_UP = 0;
        static final Reply UNPLANNED =
                of(404, "{\"type\": \"urn:belay:problem:not-found\", \"title\": \"Not planned\"}");

        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of("Content-Type", "application/json"));
        }

        static Reply hangUp() {
            return of(HANG_UP, "");
        }

        Reply with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, body, more);
        }
    }
}
