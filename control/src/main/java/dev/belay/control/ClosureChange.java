package dev.belay.control;

import dev.belay.json.state.Subject;
import java.util.Optional;

/**
 * A flag or segment on which an earlier version of a flag depended and which is another now than it was then.
 *
 * @param of          the flag that is rolled back
 * @param subject     what it depended on
 * @param versionThen the subject's version at that time
 * @param versionNow  its present version; empty if it is archived
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
