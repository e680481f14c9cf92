package dev.belay.server.access;

import dev.belay.json.state.Sha256;
import dev.belay.ledger.LedgerId;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * Answers {@code GET /sdk/v1/keys}: by which keys a replica recognises those who may read its flag set.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class KeyListRoute implements Feature {

    private static final Set<KeyKind> REPLICAS = Set.of(KeyKind.REPLICA);

    private final Access access;
    private final Credentials credentials;

    /** Tells of {@code credentials} whoever {@code access} recognises as a replica. */
    public KeyListRoute(Access access, Credentials credentials) {
        this.access = access;
        this.credentials = credentials;
    }

    @Override
    public void addTo(Routes routes) {
        routes.eventLoop(HttpMethod.GET, "/sdk/v1/keys", this::list);
    }

    private void list(Call call) {
        Credential.FlagSetKey replica = access.key(call, REPLICAS);
        LedgerId flagSet = LedgerId.flagSet(replica.project(), replica.environment());
        byte[] list = new KeyList(flagSet, credentials.keys(replica.project(), replica.environment())).write();
        String tag = '"' + Sha256.hex(list) + '"';
        Answer answer = call.header("if-none-match").filter(tag::equals).isPresent()
                ? Answer.empty(304)
                : Answer.bytes(200, "application/json", list);
        call.answer(answer.with("etag", tag).with("cache-control", "no-store"));
    }
}
