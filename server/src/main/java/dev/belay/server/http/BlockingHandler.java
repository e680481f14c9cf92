package dev.belay.server.http;

/** Answers a management request on a virtual thread of its own: straight-line code that may block. */
@FunctionalInterface
public interface BlockingHandler {

    /**
     * Deals with one request.
     *
     * @throws RuntimeException if the request is to be refused with {@link Problems#answer(Throwable)}
     */
    Answer handle(Request request);
}
