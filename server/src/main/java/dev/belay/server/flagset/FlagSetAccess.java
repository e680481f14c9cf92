package dev.belay.server.flagset;

import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.core.Keys;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.http.Request;
import java.util.Optional;

/**
 * Finds the flag set that a request is about.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; may block for a moment when a request demands a position.
 */
public final class FlagSetAccess {

    private static final String MIN_POSITION = "belay-min-position";

    private final LedgerStore store;
    private final Positions positions;

    /** Finds flag sets in a store. */
    public FlagSetAccess(LedgerStore store, Positions positions) {
        this.store = store;
        this.positions = positions;
    }

    /**
     * The flag set of a request whose principal may read it, at least at the position that it demands.
     *
     * @throws RefusedException {@code forbidden}, {@code project-not-found}, {@code environment-not-found} or
     *     {@code position-not-reached}
     */
    public FlagSet read(Request request) {
        return open(request, Permission.READ);
    }

    /** As {@link #read(Request)}, for a principal with a permission. */
    public FlagSet open(Request request, Permission permission) {
        String project = request.parameter("project");
        String environment = request.parameter("environment");
        request.principal().require(permission, Scope.environment(project, environment));
        LedgerId ledger = existing(project, environment);
        Optional<Position> least = request.header(MIN_POSITION).map(FlagSetAccess::position);
        LedgerState head =
                least.map(position -> positions.await(ledger, position)).orElseGet(() -> store.head(ledger));
        return new FlagSet(project, environment, head);
    }

    /**
     * The ledger of a flag set.
     *
     * @throws RefusedException {@code project-not-found} or {@code environment-not-found}
     */
    public LedgerId existing(String project, String environment) {
        if (!isProject(project)) {
            throw new RefusedException(
                    ProblemName.PROJECT_NOT_FOUND,
                    "There is no project '" + project + "'; GET /api/v1/projects lists those that exist");
        }
        if (!Keys.isName(environment) || !store.exists(LedgerId.flagSet(project, environment))) {
            throw new RefusedException(
                    ProblemName.ENVIRONMENT_NOT_FOUND,
                    "There is no environment '" + environment + "' in project '" + project + "'; GET /api/v1/projects/"
                            + project + "/environments lists those that exist");
        }
        return LedgerId.flagSet(project, environment);
    }

    private boolean isProject(String project) {
        return Keys.isName(project) && !LedgerId.isReserved(project) && store.exists(LedgerId.catalogue(project));
    }

    private static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(
                    ProblemName.INVALID_REQUEST, "The header Belay-Min-Position is wrong: " + malformed.getMessage());
        }
    }
}
