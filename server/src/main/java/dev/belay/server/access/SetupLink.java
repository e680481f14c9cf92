package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.server.operations.OperationsDatabase;
import java.time.Duration;
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

    private final SetupCodes codes;
    private final Credentials credentials;
    private final InstantSource clock;

    /** Links whose codes are good at every node that shares the tables. */
    public SetupLink(OperationsDatabase database, Credentials credentials, InstantSource clock) {
        this(new SqlSetupCodes(database), credentials, clock);
    }

    private SetupLink(SetupCodes codes, Credentials credentials, InstantSource clock) {
        this.codes = codes;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** No link at all, for a server that has no administrator of its own. */
    public static SetupLink none(Credentials credentials, InstantSource clock) {
        return new SetupLink(new SetupCodes.None(), credentials, clock);
    }

    /** Opens a link for an hour and answers its code, of which only the hash is kept. */
    public String open(String code) {
        codes.add(SecretHash.of(code), clock.instant().plus(VALIDITY));
        return code;
    }

    /**
     * Checks a code without using it up.
     *
     * @throws RefusedException {@code setup-closed}, if it is not that of an open link
     */
    void check(String code) {
        if (credentials.hasAdministrator() || !codes.isOpen(SecretHash.of(code), clock.instant())) {
            throw closed();
        }
    }

    /**
     * Uses the link up, and with it those of other nodes.
     *
     * @return an administrator's access token
     * @throws RefusedException {@code setup-closed}, if the code is not that of an open link
     */
    String use(String code) {
        if (credentials.hasAdministrator() || !codes.use(SecretHash.of(code), clock.instant())) {
            throw closed();
        }
        return credentials
                .makeToken("administrator", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE, Optional.empty(), setup())
                .secret();
    }

    private RefusedException closed() {
        return new RefusedException(ProblemName.SETUP_CLOSED, credentials.hasAdministrator() ? USED : CLOSED);
    }

    private static Principal setup() {
        return new Principal(Principal.BOOTSTRAP, "setup", "setup link", Set.of(), Scope.EVERYWHERE);
    }
}
