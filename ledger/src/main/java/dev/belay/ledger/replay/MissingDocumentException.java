package dev.belay.ledger.replay;

import dev.belay.core.Position;

/** An entry leads to a document that is not stored. */
public final class MissingDocumentException extends RuntimeException {

    private final String hash;

    /** Names the entry and the document's hash. */
    public MissingDocumentException(Position position, String hash) {
        super("The document " + hash + " of the entry at " + position + " is missing");
        this.hash = hash;
    }

    /** The hash of the document. */
    public String hash() {
        return hash;
    }
}
