package dev.belay.ledger;

/** The state at a revision is asked for that is not there yet, or not there any more. */
public final class RevisionUnreachableException extends LedgerException {

    private final long revision;
    private final long oldest;
    private final long newest;

    /** Names the revision that was asked for and those that can be. */
    public RevisionUnreachableException(long revision, long oldest, long newest) {
        super(
                "Revision " + revision + (isCompacted(revision, oldest) ? " is no longer kept" : " cannot be reached")
                        + "; name one from " + oldest + " to " + newest,
                null);
        this.revision = revision;
        this.oldest = oldest;
        this.newest = newest;
    }

    /** The revision that was asked for. */
    public long revision() {
        return revision;
    }

    /** The oldest revision that can be asked for. */
    public long oldest() {
        return oldest;
    }

    /** The newest revision that can be asked for. */
    public long newest() {
        return newest;
    }

    /** Whether there was such a revision, and its history has been compacted since. */
    public boolean isCompacted() {
        return isCompacted(revision, oldest);
    }

    private static boolean isCompacted(long revision, long oldest) {
        return revision >= 0 && revision < oldest;
    }
}
