package dev.belay.server.http;

import dev.belay.control.Principal;

/**
 * Says whether a body that may be large may come, before a byte of it is read.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads and never block.
 */
@FunctionalInterface
public interface UploadGate {

    /**
     * Lets a call pass, or refuses it.
     *
     * @throws dev.belay.control.RefusedException if the principal may not do this
     */
    void check(Principal principal, Call call);
}
