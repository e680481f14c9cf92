package dev.belay.server.testing;

import dev.belay.server.access.Credential;
import dev.belay.server.access.CredentialStore;
import java.time.Instant;
import java.util.List;

/** Keeps nothing: what is made lives as long as the process. */
final class InMemoryCredentials implements CredentialStore {

    @Override
    public List<Credential> valid() {
        return List.of();
    }

    @Override
    public void add(Credential credential) {}

    @Override
    public void revoke(String id, Instant at) {}
}
