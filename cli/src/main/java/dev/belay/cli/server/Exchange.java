package dev.belay.cli.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One question and one answer over HTTP, with the patience and the words for what can go wrong on the way. */
final class Exchange implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofMillis(200);
    private static final int FIRST_WORD_SECONDS = 2;

    private final ServerSettings settings;
    private final Waiting waiting;
    private final HttpClient client;

    Exchange(ServerSettings settings, Waiting waiting) {
        this.settings = settings;
        this.waiting = waiting;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT.compareTo(settings.timeout()) < 0 ? CONNECT : settings.timeout());
        if ("http".equals(settings.base().getScheme())) {
            builder.sslContext(new NoEncryption());
        }
        this.client = builder.build();
    }

    /** Without this the virtual machine waits for the client's thread, a third of a second at every end. */
    @Override
    public void close() {
        client.shutdownNow();
        try {
            client.awaitTermination(CLOSING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    HttpResponse<byte[]> run(HttpRequest request, Request.Effect effect) {
        try {
            return runOnce(request);
        } catch (HttpTimeoutException | ConnectException | SSLException cause) {
            throw unreachable(cause, effect);
        } catch (IOException broken) {
            if (effect == Request.Effect.OUTSIDE) {
                throw unreachable(broken, effect);
            }
            return runAgain(request, effect);
        }
    }

    private HttpResponse<byte[]> runAgain(HttpRequest request, Request.Effect effect) {
        try {
            return runOnce(request);
        } catch (IOException cause) {
            throw unreachable(cause, effect);
        }
    }

    private HttpResponse<byte[]> runOnce(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return await(answer);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("The request could not be sent", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("Interrupted while waiting for " + settings.base() + ".", interrupted);
        }
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
            throws ExecutionException, InterruptedException, HttpTimeoutException {
        try {
            // The client's own time limit ends with the headers; a body that trickles in must end too.
            long limit = settings.timeout().toSeconds() + FIRST_WORD_SECONDS;
            for (int waited = FIRST_WORD_SECONDS, pause = waited; waited <= limit; waited++, pause = 1) {
                try {
                    return answer.get(pause, TimeUnit.SECONDS);
                } catch (TimeoutException longer) {
                    waiting.still(settings.base().toString(), waited);
                }
            }
            answer.cancel(true);
            throw new HttpTimeoutException("The body did not end");
        } finally {
            waiting.over();
        }
    }

    private UnreachableException unreachable(IOException cause, Request.Effect effect) {
        String where = "The server at " + settings.base();
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                new UnreachableException(
                        where + " cannot be reached: nothing answered there in time.",
                        "Look whether the address is right (--url or BELAY_URL), speaks TLS if it begins with https, and nothing on the"
                                + " way blocks it.",
                        cause);
            case ConnectException _ ->
                new UnreachableException(where + " cannot be reached: " + connecting(cause), cause);
            case SSLException _ ->
                new UnreachableException(
                        where + " cannot be talked to in confidence (" + cause.getMessage() + ").",
                        "Look whether it speaks TLS, or write http://; its certificate must be one that Java trusts here"
                                + " (JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE names others).",
                        cause);
            case HttpTimeoutException _ ->
                new UnreachableException(
                        where + " did not answer within " + settings.timeout().toSeconds() + " s."
                                + uncertainty(effect),
                        "It is there, and slow: --timeout waits longer, and " + settings.base()
                                + "/health/ready says how it is.",
                        cause);
            default ->
                new UnreachableException(
                        where + " broke the connection before it answered." + uncertainty(effect),
                        "Try again; if that does not help, look whether it is a Belay server, and into its log.",
                        cause);
        };
    }

    /** What to keep in mind where no answer of the server came. */
    static String uncertainty(Request.Effect effect) {
        return switch (effect) {
            case NONE -> "";
            case CHANGE ->
                " The change may or may not have taken effect: look with `belay env history` before you repeat it.";
            case PLACE ->
                " It may or may not be there now: look with `belay project list` and `belay env list` before you repeat"
                        + " it.";
            case OUTSIDE -> " It may or may not have taken effect: look with `belay key list` before you repeat it.";
        };
    }

    private static String connecting(IOException cause) {
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof UnresolvedAddressException) {
                return "the host name is unknown.";
            }
        }
        return "the connection was refused.";
    }
}
