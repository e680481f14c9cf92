package dev.belay.control;

import dev.belay.ledger.LedgerId;
import java.util.Optional;

/**
 * The part of the product that a principal's permissions are limited to.
 *
 * @param project     the only project, or none for every project
 * @param environment the only environment of that project, or none for all of them
 */
public record Scope(Optional<String> project, Optional<String> environment) {

    /** Every project and environment, and what lies above them. */
    public static final Scope EVERYWHERE = new Scope(Optional.empty(), Optional.empty());

    /** Refuses an environment without a project. */
    public Scope {
        if (environment.isPresent() && project.isEmpty()) {
            throw new IllegalArgumentException(
                    "A scope that names the environment " + environment.get() + " must name its project too");
        }
    }

    /** One project with all its environments. */
    public static Scope project(String project) {
        return new Scope(Optional.of(project), Optional.empty());
    }

    /** One environment. */
    public static Scope environment(String project, String environment) {
        return new Scope(Optional.of(project), Optional.of(environment));
    }

    /** The environment that a flag set is of. */
    public static Scope of(LedgerId flagSet) {
        return environment(
                flagSet.project().orElseThrow(), flagSet.environment().orElseThrow());
    }

    /** Whether all of {@code other} lies within this scope. */
    public boolean covers(Scope other) {
        return covers(project, other.project) && covers(environment, other.environment);
    }

    /** The scope in the words of an error message. */
    @Override
    public String toString() {
        if (project.isEmpty()) {
            return "the whole instance";
        }
        return environment
                .map(name -> "environment " + project.get() + "/" + name)
                .orElse("project " + project.get());
    }

    // Both are components of scopes; absent means unlimited.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static boolean covers(Optional<String> limit, Optional<String> asked) {
        return limit.isEmpty() || limit.equals(asked);
    }
}
