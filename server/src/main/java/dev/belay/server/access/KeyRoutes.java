package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.reading.Part;
import dev.belay.server.access.Credential.FlagSetKey;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys with which applications, browsers and replicas reach one flag set. */
public final class KeyRoutes implements Feature {

    private static final Logger LOG = LoggerFactory.getLogger("belay.access");
    private static final String KEYS = FlagSet.PATH + "/keys";

    private final Credentials credentials;
    private final FlagSetAccess flagSets;

    /** Keys of the flag sets that {@code flagSets} finds. */
    public KeyRoutes(Credentials credentials, FlagSetAccess flagSets) {
        this.credentials = credentials;
        this.flagSets = flagSets;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(KEYS, this::list).post(KEYS, this::make).delete(KEYS + "/{id}", this::revoke);
    }

    private Answer list(Request request) {
        FlagSet flagSet = flagSets.open(request, Permission.ADMINISTER);
        var keys = credentials.keys(flagSet.project(), flagSet.environment()).stream()
                .map(key -> (Value) describe(key).value())
                .toList();
        return Answer.json(new Structure().with("keys", keys).value());
    }

    private Answer make(Request request) {
        FlagSet flagSet = flagSets.open(request, Permission.ADMINISTER);
        Wanted wanted = Bodies.read(
                request.requiredBody(),
                Set.of("name", "kind"),
                body -> new Wanted(Names.read(body.require("name")), kind(body.require("kind", KeyKind.ALLOWED))));
        var made = credentials.makeKey(
                wanted.name(), wanted.kind(), flagSet.project(), flagSet.environment(), request.principal());
        LOG.atInfo()
                .addKeyValue("id", made.credential().issue().id())
                .addKeyValue("kind", wanted.kind().word())
                .addKeyValue("flagSet", flagSet.ledger().text())
                .addKeyValue("actor", request.principal().id())
                .log("key.made");
        return Answer.json(
                201, describe(made.credential()).with("key", made.secret()).value());
    }

    private Answer revoke(Request request) {
        FlagSet flagSet = flagSets.open(request, Permission.ADMINISTER);
        String id = request.parameter("id");
        FlagSetKey key = credentials.keys(flagSet.project(), flagSet.environment()).stream()
                .filter(candidate -> candidate.issue().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemName.CREDENTIAL_NOT_FOUND,
                        "There is no key with the id '" + id + "' here; GET " + KEYS + " lists them"));
        credentials.revoke(key);
        LOG.atInfo()
                .addKeyValue("id", id)
                .addKeyValue("actor", request.principal().id())
                .log("key.revoked");
        return Answer.empty(204);
    }

    private static KeyKind kind(Part part) {
        String word = part.text();
        return KeyKind.find(word).orElseGet(() -> {
            part.refuse("There is no kind of key '" + word + "'", KeyKind.ALLOWED);
            return KeyKind.SERVER;
        });
    }

    private static Structure describe(FlagSetKey key) {
        return new Structure()
                .with("id", key.issue().id())
                .with("name", key.issue().name())
                .with("kind", key.kind().word())
                .with("project", key.project())
                .with("environment", key.environment())
                .with("createdAt", InstantFormat.write(key.issue().at()))
                .with("createdBy", key.issue().by());
    }

    private record Wanted(String name, KeyKind kind) {}
}
