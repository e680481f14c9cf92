package dev.belay.ledger.serial;

/**
 * Others have appended to the storage first, so that a batch does not follow what is there now. Nothing was stored. It
 * is between a journal and its store, which catches up and decides again.
 *
 * <p><b>Thread-safety:</b> immutable, apart from what every exception carries.
 */
public final class OutrunException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says by whom, as far as that is known. */
    public OutrunException(String message) {
        super(message);
    }
}
