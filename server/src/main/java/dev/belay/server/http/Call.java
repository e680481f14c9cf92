package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One HTTP request and the way to answer it.
 *
 * <p><b>Thread-safety:</b> {@code answer} and {@link #refuse} may be called from any thread; everything else belongs to
 * the call's event loop.
 */
public final class Call {

    private static final long NO_TIMER = -1;

    private final HttpServerRequest request;
    private final Context context;
    private final Duration longest;
    private final Map<String, String> parameters;
    private long timer = NO_TIMER;

    Call(HttpServerRequest request, Context context, Duration longest, Map<String, String> parameters) {
        this.request = request;
        this.context = context;
        this.longest = longest;
        this.parameters = parameters;
    }

    /** The request, for what this class does not offer. */
    public HttpServerRequest request() {
        return request;
    }

    /** The response, for answers that are more than one piece. */
    public HttpServerResponse response() {
        return request.response();
    }

    /** The first value of a parameter of the query. */
    public Optional<String> query(String name) {
        return Queries.first(request.query(), name);
    }

    /** Where the call comes from: the address of the caller, or of what is between. */
    public String address() {
        SocketAddress remote = request.remoteAddress();
        String host = remote == null ? null : remote.hostAddress();
        return host == null ? "" : host;
    }

    /** The event loop that the call belongs to. */
    public Context context() {
        return context;
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

    Map<String, String> parameters() {
        return parameters;
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /**
     * Reads the whole body and hands it over on the event loop. A body larger than {@code limit} bytes is refused
     * while it arrives, and so is one that takes longer than a request may.
     */
    public void body(int limit, Consumer<byte[]> whole) {
        body(BodyReader.Size.upTo(limit), whole);
    }

    void body(BodyReader.Size size, Consumer<byte[]> whole) {
        limitTime();
        BodyReader.read(this, size, whole);
    }

    /** Answers the call unless it has been answered. */
    public void answer(Answer answer) {
        onContext(() -> send(answer));
    }

    /** Answers the call when there is an answer, or with the problem that its failure amounts to. */
    public void answer(CompletableFuture<Answer> later) {
        var _ = later.whenComplete((answer, failure) -> {
            if (failure == null) {
                answer(answer);
            } else {
                refuse(failure);
            }
        });
    }

    /** Answers the call with the problem that a failure amounts to, unless it has been answered. */
    public void refuse(Throwable failure) {
        answer(Problems.answer(failure));
    }

    /** From now on the call is refused when it has not been answered after the longest time that a request may take. */
    void limitTime() {
        if (timer == NO_TIMER) {
            timer = context.owner().setTimer(longest.toMillis(), _ -> refuse(timedOut()));
        }
    }

    /** Runs something, and refuses the call if that fails. */
    public void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error failure) {
            refuse(failure);
        }
    }

    private void send(Answer answer) {
        if (timer != NO_TIMER) {
            context.owner().cancelTimer(timer);
        }
        Replies.send(request, answer);
        if (!request.isEnded()) {
            closeUnlessRead();
        }
    }

    // The rest of a body that nobody waits for is read, so that the client sees the answer, but not forever.
    private void closeUnlessRead() {
        context.owner().setTimer(longest.toMillis(), _ -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    private RefusedException timedOut() {
        return new RefusedException(
                ProblemName.TIMED_OUT,
                "The request took longer than " + longest.toSeconds()
                        + " seconds; if it was a write, read the history before repeating it, or repeat it with the"
                        + " same Idempotency-Key");
    }

    private void onContext(Runnable action) {
        if (context.equals(Vertx.currentContext())) {
            action.run();
        } else {
            context.runOnContext(_ -> action.run());
        }
    }
}
