package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.server.access.Credential.AccessToken;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The access tokens with which principals manage this instance. */
public final class TokenRoutes implements Feature {

    private static final Logger LOG = LoggerFactory.getLogger("belay.access");
    private static final String TOKENS = "/api/v1/tokens";
    private static final Set<String> FIELDS = Set.of("name", "permissions", "project", "environment", "expiresAt");

    private final Credentials credentials;

    /** Tokens among {@code credentials}. */
    public TokenRoutes(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(TOKENS, this::list).post(TOKENS, this::make).delete(TOKENS + "/{id}", this::revoke);
    }

    private Answer list(Request request) {
        requireAdministrator(request);
        var tokens = credentials.tokens().stream()
                .map(token -> (Value) describe(token).value())
                .toList();
        return Answer.json(new Structure().with("tokens", tokens).value());
    }

    private Answer make(Request request) {
        requireAdministrator(request);
        Wanted wanted = Bodies.read(request.requiredBody(), FIELDS, TokenRoutes::wanted);
        var made = credentials.makeToken(
                wanted.name(), wanted.permissions(), wanted.scope(), wanted.expiresAt(), request.principal());
        LOG.atInfo()
                .addKeyValue("id", made.credential().issue().id())
                .addKeyValue("actor", request.principal().id())
                .log("token.made");
        return Answer.json(
                201, describe(made.credential()).with("token", made.secret()).value());
    }

    private Answer revoke(Request request) {
        requireAdministrator(request);
        String id = request.parameter("id");
        AccessToken token = credentials.tokens().stream()
                .filter(candidate -> candidate.issue().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemName.CREDENTIAL_NOT_FOUND,
                        "There is no access token with the id '" + id + "'; GET " + TOKENS + " lists them"));
        credentials.revoke(token);
        LOG.atInfo()
                .addKeyValue("id", id)
                .addKeyValue("actor", request.principal().id())
                .log("token.revoked");
        return Answer.empty(204);
    }

    private static void requireAdministrator(Request request) {
        request.principal().require(Permission.ADMINISTER, Scope.EVERYWHERE);
    }

    private static Wanted wanted(Members body) {
        return new Wanted(
                Names.read(body.require("name")),
                permissions(body.require("permissions")),
                scope(body),
                body.find("expiresAt").flatMap(TokenRoutes::instant));
    }

    private static Set<Permission> permissions(Part part) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        List<Part> items = part.items();
        for (Part item : items) {
            permission(item).ifPresent(permissions::add);
        }
        if (items.isEmpty()) {
            part.refuse("A token without permissions is good for nothing", allowedPermissions());
        }
        return permissions;
    }

    private static Optional<Permission> permission(Part part) {
        String word = part.text();
        Optional<Permission> found = Arrays.stream(Permission.values())
                .filter(permission -> permission.word().equals(word))
                .findFirst();
        if (found.isEmpty()) {
            part.refuse("There is no permission '" + word + "'", allowedPermissions());
        }
        return found;
    }

    private static String allowedPermissions() {
        return String.join(
                ", ", Arrays.stream(Permission.values()).map(Permission::word).toList());
    }

    private static Scope scope(Members body) {
        Optional<String> project = body.find("project").map(Part::text);
        Optional<Part> environment = body.find("environment");
        if (environment.isPresent() && project.isEmpty()) {
            environment.get().refuse("An environment needs its project beside it; add the field 'project'");
            return Scope.EVERYWHERE;
        }
        return new Scope(project, environment.map(Part::text));
    }

    private static Optional<Instant> instant(Part part) {
        try {
            return Optional.of(InstantFormat.parse(part.text()));
        } catch (IllegalArgumentException malformed) {
            part.refuse(String.valueOf(malformed.getMessage()), "an RFC 3339 instant");
            return Optional.empty();
        }
    }

    private static Structure describe(AccessToken token) {
        return new Structure()
                .with("id", token.issue().id())
                .with("name", token.issue().name())
                .with(
                        "permissions",
                        token.permissions().stream()
                                .sorted()
                                .map(permission -> Value.of(permission.word()))
                                .toList())
                .withText("project", token.scope().project())
                .withText("environment", token.scope().environment())
                .withText("expiresAt", token.expiresAt().map(InstantFormat::write))
                .with("createdAt", InstantFormat.write(token.issue().at()))
                .with("createdBy", token.issue().by());
    }

    private record Wanted(String name, Set<Permission> permissions, Scope scope, Optional<Instant> expiresAt) {}
}
