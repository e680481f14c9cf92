package dev.belay.server.http;

import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.json.JsonLimits;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries management requests from the event loop to a virtual thread and their answers back. Who is not known is
 * turned away before a byte of the body is kept.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Management {

    private static final int CONCURRENT_REQUESTS = 512;

    private static final int CONCURRENT_UPLOADS = 2;

    private static final int COMPUTATIONS_WAITING = 16;

    private static final Principal NOBODY =
            new Principal(Principal.BOOTSTRAP, "nobody", "nobody", Set.of(), Scope.EVERYWHERE);

    private final Authentication authentication;
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("management-", 0).factory());
    private final UploadPlaces places = new UploadPlaces(CONCURRENT_UPLOADS);
    private final Computations computations = new Computations(COMPUTATIONS_WAITING);
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

    /** For answers that take a processor for long. */
    EventLoopHandler computing(ComputingHandler handler) {
        return call -> {
            Principal principal = authentication.authenticate(call);
            call.limitTime();
            Request request = new Request(call, principal, new byte[0], JsonLimits.DEFAULT);
            run(call, () -> compute(call, handler.prepare(request)), () -> {});
        };
    }

    private void compute(Call call, Supplier<Answer> answer) {
        computations.run(() -> call.guarded(() -> call.answer(answer.get())));
    }

    EventLoopHandler withBody(JsonLimits limits, BlockingHandler handler) {
        return call -> {
            Principal principal = authentication.authenticate(call);
            call.body(limits.bytes(), body -> run(call, new Request(call, principal, body, limits), handler));
        };
    }

    /** For bodies that are small, as a rule; one that is longer than most routes take counts among the uploads. */
    EventLoopHandler withLargeBody(JsonLimits limits, UploadGate gate, BlockingHandler handler) {
        return call -> {
            Principal principal = authentication.authenticate(call);
            gate.check(principal, call);
            UploadPlaces.Place place = places.reserve();
            BodyReader.Size size = new BodyReader.Size(limits.bytes(), JsonLimits.DEFAULT.bytes(), place::take);
            upload(call, size, place, body -> handler.handle(new Request(call, principal, body, limits)));
        };
    }

    /** For large bodies, of which a few at a time are kept in memory. */
    EventLoopHandler withUpload(int limit, UploadGate gate, BlockingHandler handler) {
        return call -> {
            Principal principal = authentication.authenticate(call);
            gate.check(principal, call);
            UploadPlaces.Place place = places.reserve();
            BodyReader.Size size = new BodyReader.Size(limit, 0, place::take);
            upload(call, size, place, body -> handler.handle(new Request(call, principal, body, JsonLimits.DEFAULT)));
        };
    }

    private void upload(Call call, BodyReader.Size size, UploadPlaces.Place place, Function<byte[], Answer> handler) {
        call.response().endHandler(_ -> place.giveUp()).closeHandler(_ -> place.giveUp());
        call.body(size, body -> {
            if (place.handOver()) {
                run(call, () -> call.answer(handle(body, handler, place)), place::end);
            }
        });
    }

    /** The place is free before the answer goes out, so that whoever has that may begin with the next upload. */
    private static Answer handle(byte[] body, Function<byte[], Answer> handler, UploadPlaces.Place place) {
        try {
            return handler.apply(body);
        } finally {
            place.end();
        }
    }

    private void run(Call call, Request request, BlockingHandler handler) {
        run(call, () -> call.answer(handler.handle(request)), () -> {});
    }

    private void run(Call call, Runnable action, Runnable atEnd) {
        if (!free.tryAcquire()) {
            atEnd.run();
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    "The server is busy with " + CONCURRENT_REQUESTS + " management requests; try again in a moment");
        }
        threads.execute(() -> {
            try {
                call.guarded(action);
            } finally {
                free.release();
                atEnd.run();
            }
        });
    }
}
