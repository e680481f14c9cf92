package dev.belay.server.http;

import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.Violation;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A management request as its handler sees it: who asks, for what, with which body. Detached from the connection, so
 * that it can be read on another thread.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Request {

    // The second is what curl says of any body unless told otherwise; a body that is a form is no JSON and is refused.
    private static final Set<String> ACCEPTED = Set.of("application/json", "application/x-www-form-urlencoded");

    private final Principal principal;
    private final String method;
    private final String uri;
    private final @Nullable String query;
    private final MultiMap headers;
    private final Map<String, String> parameters;
    private final byte[] bytes;
    private final JsonLimits limits;

    Request(Call call, Principal principal, byte[] bytes, JsonLimits limits) {
        this.principal = principal;
        this.method = call.request().method().name();
        this.uri = call.request().uri();
        this.query = call.request().query();
        this.headers = MultiMap.caseInsensitiveMultiMap().addAll(call.request().headers());
        this.parameters = call.parameters();
        this.bytes = bytes;
        this.limits = limits;
    }

    /** Who asks. */
    public Principal principal() {
        return principal;
    }

    /**
     * The decoded value of a parameter of the route's path.
     *
     * @throws IllegalArgumentException if the route has no such parameter
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no parameter " + name);
        }
        return value;
    }

    /** The first value of a parameter of the query. */
    public Optional<String> query(String name) {
        return Queries.first(query, name);
    }

    /**
     * Refuses parameters of the query beyond the given ones.
     *
     * @throws RefusedException {@code invalid-request}, if there are any
     */
    public void allowQuery(String... names) {
        Queries.refuseOthers(query, Set.of(names));
    }

    /**
     * A whole number in the query.
     *
     * @throws RefusedException {@code invalid-request}, if it is no number of at least {@code least}
     */
    public Optional<Long> number(String name, long least) {
        return number(name, least, Long.MAX_VALUE);
    }

    /**
     * A whole number in the query, within bounds.
     *
     * @throws RefusedException {@code invalid-request}, if it is no number from {@code least} to {@code most}
     */
    public Optional<Long> number(String name, long least, long most) {
        return query(name).map(text -> number(name, text, least, most));
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * The body as JSON, of a request that says nothing without one.
     *
     * @throws RefusedException {@code malformed-json}, also if there is none, or {@code unsupported-media-type}
     */
    public Value requiredBody() {
        if (bytes.length == 0) {
            String detail = "The body is empty; send one JSON object";
            Violation violation = Violation.of("", detail, "a JSON object");
            throw new RefusedException(ProblemName.MALFORMED_JSON, detail, List.of(violation), Map.of());
        }
        return body();
    }

    /**
     * The body as JSON; none at all counts as an empty object.
     *
     * @throws RefusedException {@code unsupported-media-type} or {@code malformed-json}
     */
    public Value body() {
        if (bytes.length == 0) {
            return Value.of(Map.of());
        }
        header("content-type").ifPresent(Request::checkMediaType);
        return Json.read(bytes, limits);
    }

    /** The body as it was sent, of whatever media type; not copied, and must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** A hash of everything that the request asks for: equal exactly when two requests ask for the same. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + " " + uri + "\n" + mediaType() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    // The same bytes say something else as another type. Parameters, such as a charset, change nothing.
    private String mediaType() {
        return header("content-type").map(Request::withoutParameters).orElse("");
    }

    private static String withoutParameters(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number that is too small.
        }
        String allowed = "a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most);
        String detail = "The query parameter '" + name + "' is '" + text + "' and must be " + allowed;
        Violation violation = Violation.of("", detail, allowed);
        throw new RefusedException(ProblemName.INVALID_REQUEST, detail, List.of(violation), Map.of());
    }

    private static void checkMediaType(String contentType) {
        String mediaType = withoutParameters(contentType);
        if (!ACCEPTED.contains(mediaType) && !mediaType.endsWith("+json")) {
            throw new RefusedException(
                    ProblemName.UNSUPPORTED_MEDIA_TYPE,
                    "The body is said to be '" + contentType + "'; send it as application/json");
        }
    }
}
