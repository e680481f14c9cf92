package dev.belay.server.replica;

import dev.belay.ledger.StoreUnavailableException;
import dev.belay.server.access.Credential;
import dev.belay.server.access.CredentialStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The keys of the flag sets that are copied; they are made and revoked upstream.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
record CopiedKeys(Supplier<List<Credential>> keys) implements CredentialStore {

    @Override
    public List<Credential> valid() {
        return keys.get();
    }

    @Override
    public void add(Credential credential) {
        throw elsewhere();
    }

    @Override
    public void revoke(String id, Instant at) {
        throw elsewhere();
    }

    private static StoreUnavailableException elsewhere() {
        return StoreUnavailableException.notMade(
                "Keys are made and revoked upstream of a replica; nothing was changed");
    }
}
