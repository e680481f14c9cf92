package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something secret that a caller presents, as far as the server knows it.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Credential {

    /** When, by whom and under which name it was made. */
    Issue issue();

    /**
     * A principal's credential for management.
     *
     * @param permissions what the principal may do
     * @param scope       where
     * @param expiresAt   from when on it counts no more
     */
    record AccessToken(Issue issue, Set<Permission> permissions, Scope scope, Optional<Instant> expiresAt)
            implements Credential {

        /** Copies the permissions. */
        public AccessToken {
            permissions = Set.copyOf(permissions);
        }

        /** The principal that the token stands for. */
        public Principal principal() {
            return new Principal(Principal.TOKEN, issue.id(), issue.name(), permissions, scope);
        }

        boolean isValidAt(Instant now) {
            return expiresAt.map(now::isBefore).orElse(true);
        }

        boolean isAdministrator() {
            return permissions.contains(Permission.ADMINISTER) && scope.equals(Scope.EVERYWHERE);
        }
    }

    /**
     * An application's credential for one flag set.
     *
     * @param kind        what it is good for
     * @param project     the flag set's project
     * @param environment the flag set's environment
     */
    record FlagSetKey(Issue issue, KeyKind kind, String project, String environment) implements Credential {}
}
