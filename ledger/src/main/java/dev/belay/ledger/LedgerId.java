package dev.belay.ledger;

import dev.belay.core.Keys;
import java.util.Optional;

/**
 * Names one ledger: that of a flag set, a project's catalogue, or the instance itself.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param text {@code project/environment} for a flag set, {@code project} for a catalogue, {@code instance} for the
 *     ledger that lists the projects, which is why no project can have that key
 */
public record LedgerId(String text) implements Comparable<LedgerId> {

    private static final String INSTANCE_TEXT = "instance";

    /** The one ledger above all projects. */
    public static final LedgerId INSTANCE = new LedgerId(INSTANCE_TEXT);

    /** Checks the form. */
    public LedgerId {
        int slash = text.indexOf('/');
        String project = slash < 0 ? text : text.substring(0, slash);
        boolean legal = Keys.isName(project) && (slash < 0 || Keys.isName(text.substring(slash + 1)));
        if (!legal || (slash >= 0 && isReserved(project))) {
            throw new IllegalArgumentException("The ledger '" + text + "' is not of the form project/environment or"
                    + " project, where each key is " + Keys.NAME_ALLOWED + " and no project is called instance");
        }
    }

    /**
     * The catalogue of a project.
     *
     * @throws IllegalArgumentException if {@code project} is no legal key or {@link #isReserved(String) reserved}
     */
    public static LedgerId catalogue(String project) {
        if (isReserved(project)) {
            throw new IllegalArgumentException("A project cannot be called " + project + "; choose another key");
        }
        return new LedgerId(project);
    }

    /**
     * The flag set of a project in an environment.
     *
     * @throws IllegalArgumentException if a key is not legal, or the project's {@link #isReserved(String) reserved}
     */
    public static LedgerId flagSet(String project, String environment) {
        return new LedgerId(project + "/" + environment);
    }

    /**
     * Reads the form that {@link #text()} has.
     *
     * @throws IllegalArgumentException if {@code text} does not have it
     */
    public static LedgerId parse(String text) {
        return new LedgerId(text);
    }

    /** Whether this legal key cannot name a project, because the instance's own ledger has it. */
    public static boolean isReserved(String project) {
        return project.equals(INSTANCE_TEXT);
    }

    /** Whether this is the ledger of a flag set. */
    public boolean isFlagSet() {
        return text.indexOf('/') >= 0;
    }

    /** The project that this ledger belongs to; empty for the instance. */
    public Optional<String> project() {
        if (text.equals(INSTANCE_TEXT)) {
            return Optional.empty();
        }
        return Optional.of(isFlagSet() ? text.substring(0, text.indexOf('/')) : text);
    }

    /** The environment of a flag set; empty for the others. */
    public Optional<String> environment() {
        return isFlagSet() ? Optional.of(text.substring(text.indexOf('/') + 1)) : Optional.empty();
    }

    @Override
    public int compareTo(LedgerId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
