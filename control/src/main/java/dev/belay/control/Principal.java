package dev.belay.control;

import java.util.Set;

/**
 * Whoever makes a request, as authenticated; a request cannot claim to be somebody else.
 *
 * @param kind        {@code token}, {@code user} or {@code bootstrap}
 * @param id          stable and unique among principals; names the actor in the ledger
 * @param name        for people to read
 * @param permissions what the principal may do within its scope
 * @param scope       where it may do so
 */
public record Principal(String kind, String id, String name, Set<Permission> permissions, Scope scope) {

    /** The kind of a principal that presents an access token. */
    public static final String TOKEN = "token";

    /** The kind of a person who has logged in. */
    public static final String USER = "user";

    /** The kind of the instance itself, and of the token that its operator set from outside. */
    public static final String BOOTSTRAP = "bootstrap";

    /** Copies the permissions. */
    public Principal {
        permissions = Set.copyOf(permissions);
    }

    /** Whether this principal may do something in a part of the product. */
    public boolean may(Permission permission, Scope where) {
        return permissions.stream().anyMatch(held -> held.includes(permission)) && scope.covers(where);
    }

    /**
     * Lets a request pass that this principal may make.
     *
     * @throws RefusedException {@code forbidden}, if it may not
     */
    public void require(Permission permission, Scope where) {
        if (!may(permission, where)) {
            throw new RefusedException(ProblemName.FORBIDDEN, refusal(permission, where));
        }
    }

    private String refusal(Permission permission, Scope where) {
        String held = permissions.isEmpty()
                ? "no permission"
                : String.join(
                        " and ",
                        permissions.stream().sorted().map(Permission::word).toList());
        return "'" + permission.word() + "' is needed in " + where + ", and " + name + " has " + held + " in " + scope
                + "; use an access token with that permission, or ask an administrator for one";
    }
}
