package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.server.http.Authentication;
import dev.belay.server.http.Call;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises the credentials of calls.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; never blocks.
 */
public final class Access implements Authentication {

    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final Optional<SecretHash> bootstrap;
    private final Counter refused;

    /**
     * Recognises all credentials and, if there is one, the token that the operator set from outside.
     *
     * @param bootstrap the hash of the operator's token, which stands for an administrator
     * @param metrics   where refused credentials are counted
     */
    // The absence is a state of the whole server, not an omitted argument.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Access(Credentials credentials, Optional<SecretHash> bootstrap, MeterRegistry metrics) {
        this.credentials = credentials;
        this.bootstrap = bootstrap;
        this.refused = Counter.builder("belay.credentials.refused")
                .description("Credentials that were presented and are not, or no more, valid")
                .register(metrics);
    }

    /** The administrator behind the operator's token. */
    public static Principal operator() {
        return new Principal(
                Principal.BOOTSTRAP,
                "BELAY_ADMIN_TOKEN",
                "BELAY_ADMIN_TOKEN",
                Set.of(Permission.ADMINISTER),
                Scope.EVERYWHERE);
    }

    @Override
    public Principal authenticate(Call call) {
        String secret = bearer(call).orElseThrow(Access::missingToken);
        SecretHash hash = SecretHash.of(secret);
        if (bootstrap.filter(hash::matches).isPresent()) {
            return operator();
        }
        return switch (find(secret, "access token")) {
            case Credential.AccessToken token -> token.principal();
            case Credential.FlagSetKey key ->
                throw new RefusedException(
                        ProblemName.FORBIDDEN,
                        "A " + key.kind().word() + " key cannot manage anything; send an access token instead");
        };
    }

    /**
     * The key that a call presents, as a bearer token or in the header {@code X-API-Key}.
     *
     * @throws RefusedException {@code unauthenticated}, if there is none or it is not valid, or {@code forbidden}, if
     *     it is of a kind beyond {@code allowed}
     */
    public Credential.FlagSetKey key(Call call, Set<KeyKind> allowed) {
        String secret = bearer(call).or(() -> call.header("x-api-key")).orElseThrow(Access::missingKey);
        return switch (find(secret, "key")) {
            case Credential.FlagSetKey key when allowed.contains(key.kind()) -> key;
            case Credential.FlagSetKey key -> throw forbidden("A " + key.kind().word() + " key", allowed);
            case Credential.AccessToken token -> throw forbidden("An access token", allowed);
        };
    }

    private Credential find(String secret, String what) {
        return credentials.find(secret).orElseThrow(() -> {
            refused.increment();
            return unknown(what);
        });
    }

    private static Optional<String> bearer(Call call) {
        return call.header("authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static RefusedException missingToken() {
        return new RefusedException(
                ProblemName.UNAUTHENTICATED, "Send an access token in the header 'Authorization: Bearer <token>'");
    }

    private static RefusedException missingKey() {
        return new RefusedException(
                ProblemName.UNAUTHENTICATED,
                "Send a key of the flag set in the header 'Authorization: Bearer <key>' or 'X-API-Key: <key>'");
    }

    private static RefusedException unknown(String what) {
        return new RefusedException(
                ProblemName.UNAUTHENTICATED,
                "The " + what + " is not known here, or was revoked, or has expired; ask an administrator for another");
    }

    private static RefusedException forbidden(String given, Set<KeyKind> allowed) {
        String words =
                String.join(" or ", allowed.stream().sorted().map(KeyKind::word).toList());
        return new RefusedException(
                ProblemName.FORBIDDEN, given + " is not good for this; send a " + words + " key of the flag set");
    }
}
