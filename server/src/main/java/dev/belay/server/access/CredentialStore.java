package dev.belay.server.access;

import java.time.Instant;
import java.util.List;

/**
 * Keeps credentials.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads; every method may block.
 */
public interface CredentialStore {

    /** All credentials that have not been revoked. */
    List<Credential> valid();

    /** Adds one durably. */
    void add(Credential credential);

    /** Marks one as revoked, durably; nothing happens if it is not there. */
    void revoke(String id, Instant at);

    /** Calls back, on another thread, whenever somebody else may have added or revoked one; here nobody else does. */
    default void follow(Runnable changed) {}
}
