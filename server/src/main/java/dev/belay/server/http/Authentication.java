package dev.belay.server.http;

import dev.belay.control.Principal;

/**
 * Recognises who makes a management request.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads and never block.
 */
@FunctionalInterface
public interface Authentication {

    /**
     * The principal that a call's credential stands for.
     *
     * @throws dev.belay.control.RefusedException {@code unauthenticated}, if there is no valid credential, or
     *     {@code forbidden}, if it is not one for management
     */
    Principal authenticate(Call call);
}
