package dev.belay.server.flagset;

import dev.belay.control.FlagSets;
import dev.belay.control.History;
import dev.belay.control.MemberChunks;
import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.server.http.Request;
import java.util.Optional;

/**
 * Finds the flag set that a request is about.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; may block for a moment when a request demands a position.
 */
public final class FlagSetAccess {

    private static final String MIN_POSITION = "belay-min-position";

    private final FlagSets flagSets;
    private final History history;
    private final Positions positions;

    /** Finds flag sets among {@code flagSets}. */
    public FlagSetAccess(FlagSets flagSets, History history, Positions positions) {
        this.flagSets = flagSets;
        this.history = history;
        this.positions = positions;
    }

    /** The past and present of the flag sets. */
    public History history() {
        return history;
    }

    /** The chunks of members that the flag sets have. */
    public MemberChunks chunks() {
        return flagSets.chunks();
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
        return open(request, permission, request.parameter("environment"));
    }

    /** As {@link #read(Request)}, in another environment of the same project. */
    public FlagSet readAnother(Request request, String environment) {
        return open(request, Permission.READ, environment);
    }

    private FlagSet open(Request request, Permission permission, String environment) {
        String project = request.parameter("project");
        LedgerId ledger = flagSets.open(request.principal(), permission, project, environment);
        Optional<Position> least = request.header(MIN_POSITION).map(FlagSetAccess::position);
        LedgerState head =
                least.map(position -> positions.await(ledger, position)).orElseGet(() -> history.head(ledger));
        return new FlagSet(project, environment, head);
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
