package dev.belay.server.http;

/** Answers calls on the event loop: must return at once, may answer later. */
@FunctionalInterface
public interface EventLoopHandler {

    /**
     * Deals with one call.
     *
     * @throws RuntimeException if the call is to be refused with {@link Problems#answer(Throwable)}
     */
    void handle(Call call);
}
