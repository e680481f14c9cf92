package dev.belay.client.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A Belay server as the holder of one credential sees it. The credential goes to that server only, wherever a
 * redirection points.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Endpoint implements AutoCloseable {

    private static final int REDIRECTIONS = 5;

    /** How the keys and tokens begin that servers make. */
    private static final Pattern NAMED_KIND = Pattern.compile("belay_([a-z]+)_");

    private final HttpClient client;
    private final URI base;
    private final String credential;

    private Endpoint(HttpClient client, URI base, String credential) {
        this.client = client;
        this.base = base;
        this.credential = credential;
    }

    /**
     * A server at a base address.
     *
     * @throws IllegalArgumentException if the address is not one of HTTP, or the credential cannot be sent
     */
    public static Endpoint of(URI base, String credential, Duration connectTimeout) {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new IllegalArgumentException(
                    "'" + base + "' is not the address of a server; use one such as https://belay.example.com");
        }
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "'" + base + "' goes on after the path; give the server's address alone, without ? and #");
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        return new Endpoint(client, withoutTrailingSlash(base), sendable(credential));
    }

    /**
     * The same server for the holder of another credential.
     *
     * @throws IllegalArgumentException if the credential cannot be sent
     */
    public Endpoint withCredential(String other) {
        return new Endpoint(client, base, sendable(other));
    }

    /** The server's address. */
    public URI base() {
        return base;
    }

    /** What the credential says of itself that it is, such as "server key", for messages. */
    public String credentialKind() {
        Matcher named = NAMED_KIND.matcher(credential);
        if (!named.lookingAt()) {
            return "key";
        }
        return named.group(1).equals("token") ? "access token" : named.group(1) + " key";
    }

    /** Begins a request to a path below the server's address, or to an absolute address. */
    public HttpRequest.Builder request(String pathOrAddress) {
        return request(resolve(pathOrAddress));
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws IOException if there is no complete answer in time
     * @throws InterruptedException if the thread is interrupted; the request is abandoned
     */
    public HttpResponse<byte[]> send(HttpRequest request, Duration patience) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("No answer within " + patience, late);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException io ? io : new IOException(failure.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /**
     * Opens a long answer, such as a stream.
     *
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public Exchange open(HttpRequest request, Watchdog watchdog) throws IOException, InterruptedException {
        return Exchange.open(client, request, watchdog);
    }

    /**
     * Fetches a document, following redirections and undoing compression.
     *
     * @param limit the most bytes that are accepted, uncompressed
     * @throws UnexpectedAnswerException if the server answers with anything but the document
     * @throws IOException if the document does not arrive, or is too large
     * @throws InterruptedException if the thread is interrupted
     */
    public Download download(String pathOrAddress, int limit, Watchdog watchdog)
            throws IOException, InterruptedException {
        URI address = resolve(pathOrAddress);
        for (int hop = 0; hop <= REDIRECTIONS; hop++) {
            HttpRequest request =
                    request(address).header("Accept-Encoding", "gzip").build();
            try (Exchange exchange = open(request, watchdog)) {
                if (exchange.status() == 200) {
                    return new Download(address, bounded(uncompressed(exchange), limit));
                }
                address = locate(address, redirection(exchange));
            }
        }
        throw new IOException("More than " + REDIRECTIONS + " redirections from " + pathOrAddress);
    }

    /** Ends what is under way and lets go of connections, where the Java platform can (from 21 on). */
    @Override
    public void close() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (ReflectiveOperationException before21) {
            // The platform does the same when the client is no longer used.
        }
    }

    private static String redirection(Exchange exchange) throws UnexpectedAnswerException {
        if (exchange.status() / 100 != 3) {
            throw UnexpectedAnswerException.of(exchange);
        }
        return exchange.headers().firstValue("Location").orElseThrow(() -> UnexpectedAnswerException.of(exchange));
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return isHere(address) ? request.header("Authorization", "Bearer " + credential) : request;
    }

    private URI resolve(String pathOrAddress) {
        return locate(base, pathOrAddress);
    }

    /** A path that does not know of the path that this server is published under belongs there, too. */
    private URI locate(URI from, String pathOrAddress) {
        boolean isBelowBase = pathOrAddress.startsWith("/") && !pathOrAddress.startsWith(base.getRawPath() + "/");
        return isBelowBase ? URI.create(base + pathOrAddress) : from.resolve(pathOrAddress);
    }

    private boolean isHere(URI address) {
        return base.getScheme().equals(address.getScheme())
                && base.getHost().equalsIgnoreCase(address.getHost())
                && port(base) == port(address);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }

    private static InputStream uncompressed(Exchange exchange) throws IOException {
        boolean gzip = exchange.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        return gzip ? new GZIPInputStream(exchange.body(), 1 << 14) : exchange.body();
    }

    private static byte[] bounded(InputStream body, int limit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > limit) {
                throw new IOException("The document is larger than " + limit + " bytes");
            }
        }
        return bytes.toByteArray();
    }

    private static URI withoutTrailingSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    }

    // Keys that are read from files and variables often end in a line break.
    private static String sendable(String credential) {
        String stripped = credential.strip();
        if (stripped.isEmpty() || !stripped.chars().allMatch(each -> each > ' ' && each < 127)) {
            throw new IllegalArgumentException(
                    "The key is empty or contains characters that no key has; look at where it was read from");
        }
        return stripped;
    }
}
