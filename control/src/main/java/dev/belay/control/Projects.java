package dev.belay.control;

import dev.belay.core.Keys;
import dev.belay.core.Value;
import dev.belay.core.flag.FlagType;
import dev.belay.json.Violation;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Decision;
import dev.belay.ledger.LedgerExistsException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Creates and lists projects and environments, which are subjects of ledgers like everything else.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; writes block until they are durable.
 */
public final class Projects {

    /** The project that every instance begins with. */
    public static final String DEFAULT = "default";

    /** The environments that the first project begins with. */
    public static final List<String> FIRST_ENVIRONMENTS = List.of("development", "staging", "production");

    private static final int LONGEST_NAME = 200;

    private static final Principal INSTANCE =
            new Principal(Principal.BOOTSTRAP, "belay", "Belay", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE);

    private final LedgerStore store;
    private final History history;
    private final Writer writer;

    /**
     * Works on a store.
     *
     * @param clock what dry runs take for now
     */
    public Projects(LedgerStore store, InstantSource clock) {
        this.store = store;
        this.history = new History(store);
        this.writer = new Writer(store, clock, history, Audience.NONE);
    }

    /**
     * Prepares a store for use: on the first start it gets a project with three environments, later nothing changes.
     *
     * @return whether this was the first start
     * @throws dev.belay.ledger.LedgerException if the store takes no changes
     */
    public boolean initialise() {
        if (store.exists(LedgerId.INSTANCE)) {
            return false;
        }
        WriteRequest request = WriteRequest.by(INSTANCE).because("First start");
        try {
            store.commit(Proposal.of(_ -> ProjectDrafts.firstStart(request, DEFAULT, FIRST_ENVIRONMENTS)));
            return true;
        } catch (LedgerExistsException anotherWasFaster) {
            return false;
        }
    }

    /** The projects of which a principal may see something, by key. */
    public List<Named> projects(Principal principal) {
        return named(LedgerId.INSTANCE, Subject.PROJECT).stream()
                .filter(project -> maySeeInto(principal, project.key()))
                .toList();
    }

    /**
     * The environments of a project that a principal may see, by key.
     *
     * @throws RefusedException {@code forbidden}, if it may see nothing of the project, or {@code project-not-found}
     */
    public List<Named> environments(Principal principal, String project) {
        return named(open(principal, project), Subject.ENVIRONMENT).stream()
                .filter(each -> principal.may(Permission.READ, Scope.environment(project, each.key())))
                .toList();
    }

    /**
     * The type of every flag key that was ever used in a project, by key.
     *
     * @throws RefusedException {@code forbidden} or {@code project-not-found}
     */
    public Map<String, FlagType> catalogue(Principal principal, String project) {
        Map<String, FlagType> types = new TreeMap<>();
        for (SubjectState state : live(open(principal, project), Subject.DEFINITION)) {
            state.document()
                    .flatMap(document -> Definitions.type(document.value()))
                    .ifPresent(type -> types.put(state.subject().key(), type));
        }
        return types;
    }

    /**
     * Creates a project without environments.
     *
     * @param name for people to read
     * @return what became of the ledger of projects
     * @throws RefusedException {@code forbidden}, {@code invalid-document} or {@code project-exists}
     */
    public WriteResult createProject(WriteRequest request, String key, String name) {
        request.principal().require(Permission.ADMINISTER, Scope.EVERYWHERE);
        check(key, name);
        if (LedgerId.isReserved(key)) {
            throw invalid("/key", "The key '" + key + "' is reserved; choose another", Keys.NAME_ALLOWED);
        }
        Decision decision = heads -> {
            if (heads.exists(LedgerId.catalogue(key))) {
                throw exists(ProblemName.PROJECT_EXISTS, "There is a project '" + key + "' already");
            }
            return ProjectDrafts.project(request, key, name);
        };
        return writer.write(LedgerId.INSTANCE, request, decision);
    }

    /**
     * Creates an environment without flags.
     *
     * @param name for people to read
     * @return what became of the project's catalogue
     * @throws RefusedException {@code forbidden}, {@code project-not-found}, {@code invalid-document} or
     *     {@code environment-exists}
     */
    public WriteResult createEnvironment(WriteRequest request, String project, String key, String name) {
        request.principal().require(Permission.ADMINISTER, Scope.project(project));
        LedgerId catalogue = existing(project);
        check(key, name);
        Decision decision = heads -> {
            if (heads.exists(LedgerId.flagSet(project, key))) {
                throw exists(
                        ProblemName.ENVIRONMENT_EXISTS,
                        "There is an environment '" + key + "' in project '" + project + "' already");
            }
            return ProjectDrafts.environment(request, project, key, name);
        };
        return writer.write(catalogue, request, decision);
    }

    private LedgerId open(Principal principal, String project) {
        if (!maySeeInto(principal, project)) {
            principal.require(Permission.READ, Scope.project(project));
        }
        return existing(project);
    }

    private LedgerId existing(String project) {
        if (!Keys.isName(project) || LedgerId.isReserved(project) || !store.exists(LedgerId.catalogue(project))) {
            throw NotFound.project(project);
        }
        return LedgerId.catalogue(project);
    }

    // Whoever may see one environment has to find its project.
    private static boolean maySeeInto(Principal principal, String project) {
        Optional<String> limit = principal.scope().project();
        return !principal.permissions().isEmpty()
                && (limit.isEmpty() || limit.get().equals(project));
    }

    private List<Named> named(LedgerId ledger, String kind) {
        return live(ledger, kind).stream()
                .map(state -> new Named(state.subject().key(), name(state)))
                .toList();
    }

    private List<SubjectState> live(LedgerId ledger, String kind) {
        return history.head(ledger).live().stream()
                .filter(state -> state.subject().kind().equals(kind))
                .sorted((one, other) -> one.subject().compareTo(other.subject()))
                .toList();
    }

    private static String name(SubjectState state) {
        Value document = state.document().map(Document::value).orElse(Value.NULL);
        return document instanceof Value.StructureValue(var members)
                        && members.get("name") instanceof Value.TextValue(String name)
                ? name
                : state.subject().key();
    }

    private static void check(String key, String name) {
        if (!Keys.isName(key)) {
            throw invalid("/key", "The key '" + key + "' is not allowed", Keys.NAME_ALLOWED);
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw invalid("/name", "The name is blank or too long", "1 to " + LONGEST_NAME + " characters");
        }
    }

    private static RefusedException exists(ProblemName name, String fact) {
        String detail = fact + "; choose another key";
        return new RefusedException(name, detail, List.of(Violation.of("/key", detail)), Map.of());
    }

    private static RefusedException invalid(String path, String detail, String allowed) {
        return new RefusedException(
                ProblemName.INVALID_DOCUMENT,
                detail + " (" + allowed + ")",
                List.of(Violation.of(path, detail, allowed)),
                Map.of());
    }
}
