package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The one-time way to the first administrator's access token, for whoever can read the terminal of a new server.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; one of them gets the token.
 */
public final class SetupLink {

    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final String USED = "There is an administrator already, so this link is closed; ask for an access"
            + " token, or restart the server with BELAY_ADMIN_TOKEN set if the administrator's is lost";
    private static final String CLOSED =
            "This setup link is older than an hour or never existed; restart the server for"
                    + " another, or set BELAY_ADMIN_TOKEN";

    private final Credentials credentials;
    private final InstantSource clock;
    private Optional<Open> open = Optional.empty();

    /** A link that is not open yet. */
    public SetupLink(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Opens the link for an hour and answers its code, which is kept nowhere. */
    public synchronized String open(String code) {
        open = Optional.of(new Open(SecretHash.of(code), clock.instant().plus(VALIDITY)));
        return code;
    }

    /**
     * Checks a code without using it up.
     *
     * @throws RefusedException {@code setup-closed}, if it is not the open link's
     */
    synchronized void check(String code) {
        SecretHash hash = SecretHash.of(code);
        boolean valid = open.filter(link -> link.hash().matches(hash))
                .filter(link -> clock.instant().isBefore(link.until()))
                .isPresent();
        if (!valid) {
            throw new RefusedException(ProblemName.SETUP_CLOSED, credentials.hasAdministrator() ? USED : CLOSED);
        }
    }

    /**
     * Uses the link up.
     *
     * @return an administrator's access token
     * @throws RefusedException {@code setup-closed}, if the code is not the open link's
     */
    synchronized String use(String code) {
        check(code);
        String token = credentials
                .makeToken("administrator", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE, Optional.empty(), setup())
                .secret();
        open = Optional.empty();
        return token;
    }

    private static Principal setup() {
        return new Principal(Principal.BOOTSTRAP, "setup", "setup link", Set.of(), Scope.EVERYWHERE);
    }

    private record Open(SecretHash hash, Instant until) {}
}
