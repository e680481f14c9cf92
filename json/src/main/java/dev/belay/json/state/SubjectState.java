package dev.belay.json.state;

import java.util.Optional;

/**
 * One subject at one point of its history.
 *
 * @param subject  what it is
 * @param version  the number of its newest change, from 1
 * @param document what it is described by; empty when it is archived and only its version lives on (a tombstone)
 */
public record SubjectState(Subject subject, long version, Optional<Document> document) {

    /** Checks the version. */
    public SubjectState {
        if (version < 1) {
            throw new IllegalArgumentException("The version " + version + " of " + subject + " is below 1");
        }
    }

    /** A subject with a document. */
    public static SubjectState live(Subject subject, long version, Document document) {
        return new SubjectState(subject, version, Optional.of(document));
    }

    /** A subject without one. */
    public static SubjectState tombstone(Subject subject, long version) {
        return new SubjectState(subject, version, Optional.empty());
    }

    /** Whether the subject has a document. */
    public boolean isLive() {
        return document.isPresent();
    }

    /** The hash of the document, if there is one. */
    public Optional<String> hash() {
        return document.map(Document::hash);
    }
}
