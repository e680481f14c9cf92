package dev.belay.server.secrets;

/**
 * A stored secret cannot be decrypted.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class UnreadableSecretException extends RuntimeException {

    UnreadableSecretException(String message) {
        super(message);
    }
}
