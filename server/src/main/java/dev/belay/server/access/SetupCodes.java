package dev.belay.server.access;

import java.time.Instant;

/**
 * The codes of setup links: the first that is used closes them all.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads; every method may block.
 */
interface SetupCodes {

    /** Adds one durably. */
    void add(SecretHash hash, Instant expiresAt);

    /** Whether one is there and can be used. */
    boolean isOpen(SecretHash hash, Instant now);

    /** Closes all of them, and answers whether this one was open until then; of several users one gets that. */
    boolean use(SecretHash hash, Instant now);

    /** Of a server that has no administrator of its own. */
    final class None implements SetupCodes {

        @Override
        public void add(SecretHash hash, Instant expiresAt) {
            throw new UnsupportedOperationException("This server has no administrator of its own");
        }

        @Override
        public boolean isOpen(SecretHash hash, Instant now) {
            return false;
        }

        @Override
        public boolean use(SecretHash hash, Instant now) {
            return false;
        }
    }
}
