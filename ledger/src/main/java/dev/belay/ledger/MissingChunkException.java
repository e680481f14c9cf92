package dev.belay.ledger;

/** A document was drafted that names chunks of members without bringing them. */
public final class MissingChunkException extends LedgerException {

    private final String hash;

    /** Names one of the chunks. */
    public MissingChunkException(String hash) {
        super(
                "The chunk of members " + hash + " is not stored; upload the members instead of naming their chunks",
                null);
        this.hash = hash;
    }

    /** The hash of the chunk. */
    public String hash() {
        return hash;
    }
}
