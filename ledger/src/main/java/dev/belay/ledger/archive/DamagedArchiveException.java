package dev.belay.ledger.archive;

import java.io.IOException;

/**
 * A file is not the archive, or the export, that was once written.
 *
 * <p><b>Thread-safety:</b> immutable, apart from what every exception carries.
 */
public final class DamagedArchiveException extends IOException {

    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public DamagedArchiveException(String detail) {
        super(detail);
    }
}
