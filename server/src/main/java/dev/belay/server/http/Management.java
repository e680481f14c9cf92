package dev.belay.server.http;

import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.json.JsonLimits;
import io.vertx.core.Handler;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries management requests from the event loop to a virtual thread and their answers back. Who is not known is
 * turned away before a byte of the body is kept.
 */
final class Management {

    private static final int CONCURRENT_REQUESTS = 512;

    private static final int CONCURRENT_UPLOADS = 2;

    private static final Principal NOBODY =
            new Principal(Principal.BOOTSTRAP, "nobody", "nobody", Set.of(), Scope.EVERYWHERE);

    private final Authentication authentication;
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("management-", 0).factory());
    private final Semaphore uploads = new Semaphore(CONCURRENT_UPLOADS);
    private final Semaphore free = new Semaphore(CONCURRENT_REQUESTS);

    Management(Authentication authentication) {
        this.authentication = authentication;
    }

    /** For addresses that need no credential. */
    EventLoopHandler open(BlockingHandler handler) {
        return call -> {
            call.limitTime();
            run(call, new Request(call, NOBODY, new byte[0], JsonLimits.DEFAULT), handler);
        };
    }

    EventLoopHandler withoutBody(BlockingHandler handler) {
        return call -> {
            Principal principal = authentication.authenticate(call);
            call.limitTime();
            run(call, new Request(call, principal, new byte[0], JsonLimits.DEFAULT), handler);
        };
    }

    EventLoopHandler withBody(JsonLimits limits, BlockingHandler handler) {
        return call -> {
            Principal principal = authentication.authenticate(call);
            call.body(limits.bytes(), body -> run(call, new Request(call, principal, body, limits), handler));
        };
    }

    /** For large bodies, of which a few at a time are kept in memory. */
    EventLoopHandler withUpload(int limit, BlockingHandler handler) {
        return call -> {
            Principal principal = authentication.authenticate(call);
            holdPlace(call);
            call.body(limit, body -> run(call, new Request(call, principal, body, JsonLimits.DEFAULT), handler));
        };
    }

    private void holdPlace(Call call) {
        if (!uploads.tryAcquire()) {
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    CONCURRENT_UPLOADS + " uploads are under way already; try again when they are over");
        }
        AtomicBoolean held = new AtomicBoolean(true);
        Handler<Void> release = _ -> {
            if (held.getAndSet(false)) {
                uploads.release();
            }
        };
        call.response().endHandler(release).closeHandler(release);
    }

    private void run(Call call, Request request, BlockingHandler handler) {
        if (!free.tryAcquire()) {
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    "The server is busy with " + CONCURRENT_REQUESTS + " management requests; try again in a moment");
        }
        threads.execute(() -> {
            try {
                call.guarded(() -> call.answer(handler.handle(request)));
            } finally {
                free.release();
            }
        });
    }
}
