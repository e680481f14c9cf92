package dev.belay.control;

import dev.belay.json.state.Subject;
import java.util.Optional;

/**
 * A flag or segment on which a flag depends where it comes from, an earlier version or another environment, and which is
 * another where it arrives.
 *
 * @param of          the flag that is rolled back or promoted
 * @param subject     what it depends on
 * @param versionThen the subject's version at that time, or in that environment
 * @param versionNow  its present version; empty if there is none
 */
public record ClosureChange(Subject of, Subject subject, long versionThen, Optional<Long> versionNow) {

    /** The change in a sentence. */
    String sentence() {
        String now =
                versionNow.map(version -> "is at version " + version + " now").orElse("is archived now");
        return "The " + Finding.name(of) + " depended then on version " + versionThen + " of the "
                + Finding.name(subject) + ", which " + now + ", so that it may answer differently";
    }
}
