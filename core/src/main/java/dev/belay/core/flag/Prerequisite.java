package dev.belay.core.flag;

import java.util.List;

/**
 * What another flag must do before this one may decide.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Prerequisite {

    /** The key of the other flag. */
    String flag();

    /** The other flag must be enabled and serve one of the variants. */
    record Serves(String flag, List<String> variants) implements Prerequisite {
        public Serves {
            variants = List.copyOf(variants);
        }
    }

    /** The other flag must be disabled. */
    record Disabled(String flag) implements Prerequisite {}
}
