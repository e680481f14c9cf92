package dev.belay.server.http;

import java.util.function.Supplier;

/**
 * Answers a management request in two steps: gathers what it needs on a virtual thread of its own, where it may block,
 * and leaves what takes a processor for long to one of few threads.
 */
@FunctionalInterface
public interface ComputingHandler {

    /**
     * Gathers what one request needs.
     *
     * @return computes the answer, and waits for nothing; what it throws refuses the request, too
     * @throws RuntimeException if the request is to be refused with {@link Problems#answer(Throwable)}
     */
    Supplier<Answer> prepare(Request request);
}
