package dev.belay.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.client.Belay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;

/** What both services have in common: a connection to Belay and a small HTTP server. */
final class Service {

    private static final Duration STARTUP = Duration.ofSeconds(10);

    private final Belay belay;
    private final HttpServer http;

    private Service(Belay belay, HttpServer http) {
        this.belay = belay;
        this.http = http;
    }

    /** Connects as {@code BELAY_URL} and {@code BELAY_SERVER_KEY} say. */
    static Service connect(String name) throws IOException, InterruptedException {
        Belay belay = Belay.connect(URI.create(System.getenv("BELAY_URL")), System.getenv("BELAY_SERVER_KEY"));
        // A service need not wait: until the flags arrive, its own defaults apply. Here it keeps the story simple.
        belay.awaitReady(STARTUP);
        belay.onChange(Shop.EXPRESS, change -> System.out.println("applied " + change.position() + " " + micros()));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return new Service(belay, http);
    }

    Belay belay() {
        return belay;
    }

    void serve(String path, Handler handler) {
        http.createContext(path, exchange -> respond(exchange, handler));
    }

    /** Starts to answer and says where. */
    void announce() {
        http.start();
        System.out.println("ready http://127.0.0.1:" + http.getAddress().getPort());
    }

    private static void respond(HttpExchange exchange, Handler handler) throws IOException {
        Answer answer;
        try {
            answer = handler.answer(new Request(exchange.getRequestURI()));
        } catch (Exception failure) {
            answer = new Answer(500, "text/plain", "Sorry, that went wrong: " + failure.getMessage());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type() + "; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Answers one kind of request. */
    interface Handler {
        Answer answer(Request request) throws Exception;
    }

    /** What was asked for. */
    record Request(URI uri) {

        /** The query parameter, or an empty text. */
        String parameter(String name) {
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            for (String pair : query.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
            return "";
        }
    }

    /** What comes back. */
    record Answer(int status, String type, String body) {

        static Answer text(String body) {
            return new Answer(200, "text/plain", body);
        }

        static Answer html(String body) {
            return new Answer(200, "text/html", body);
        }
    }
}
