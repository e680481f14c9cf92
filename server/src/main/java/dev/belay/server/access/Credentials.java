package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.Scope;
import dev.belay.server.access.Credential.AccessToken;
import dev.belay.server.access.Credential.FlagSetKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * All valid credentials, in memory, so that recognising one never waits for the database.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads. Finding and listing never block; making and revoking do, until
 * the change is durable.
 */
public final class Credentials {

    private static final int SECRET_BYTES = 24;
    private static final int ID_BYTES = 6;

    private final CredentialStore store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<SecretHash, Credential> byHash = new ConcurrentHashMap<>();
    private final List<Consumer<Credential>> makers = new CopyOnWriteArrayList<>();
    private final List<Consumer<Credential>> listeners = new CopyOnWriteArrayList<>();

    /** Held while the store and what is in memory are made to agree. */
    private final ReentrantLock changing = new ReentrantLock();

    /** The credentials that a store holds, and those that others add to it; what they revoke counts no more. */
    public Credentials(CredentialStore store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        store.follow(this::refresh);
        refresh();
    }

    /**
     * A new credential with its secret, which exists nowhere else.
     *
     * @param secret     to be handed to the caller once
     * @param credential what the server keeps
     */
    public record Made<T extends Credential>(String secret, T credential) {}

    /** The credential that has this secret, unless it was revoked or has expired. */
    public Optional<Credential> find(String secret) {
        SecretHash hash = SecretHash.of(secret);
        Credential found = byHash.get(hash);
        return found != null && found.issue().hash().matches(hash) && isValid(found)
                ? Optional.of(found)
                : Optional.empty();
    }

    /** Makes an access token. */
    public Made<AccessToken> makeToken(
            String name, Set<Permission> permissions, Scope scope, Optional<Instant> expiresAt, Principal by) {
        String secret = secret("token");
        return keep(secret, new AccessToken(issue(secret, name, by), permissions, scope, expiresAt));
    }

    /** Makes a key of a flag set. */
    public Made<FlagSetKey> makeKey(String name, KeyKind kind, String project, String environment, Principal by) {
        String secret = secret(kind.word());
        return keep(secret, new FlagSetKey(issue(secret, name, by), kind, project, environment));
    }

    /** All valid access tokens, the oldest first. */
    public List<AccessToken> tokens() {
        return all(AccessToken.class);
    }

    /** All valid keys of a flag set, the oldest first. */
    public List<FlagSetKey> keys(String project, String environment) {
        return all(FlagSetKey.class).stream()
                .filter(key ->
                        key.project().equals(project) && key.environment().equals(environment))
                .toList();
    }

    /** Whether somebody can administer everything with an access token. */
    public boolean hasAdministrator() {
        return tokens().stream().anyMatch(AccessToken::isAdministrator);
    }

    /** Revokes a credential at once and for good. */
    public void revoke(Credential credential) {
        changing.lock();
        try {
            store.revoke(credential.issue().id(), clock.instant());
            forget(credential);
        } finally {
            changing.unlock();
        }
    }

    /** Takes over what somebody else has made and revoked in the store; tells of the latter. */
    public void refresh() {
        changing.lock();
        try {
            Map<SecretHash, Credential> valid = new HashMap<>();
            store.valid().forEach(credential -> valid.put(credential.issue().hash(), credential));
            valid.values().forEach(this::learn);
            byHash.values().stream()
                    .filter(known -> !valid.containsKey(known.issue().hash()))
                    .toList()
                    .forEach(this::forget);
        } finally {
            changing.unlock();
        }
    }

    private void learn(Credential credential) {
        if (byHash.put(credential.issue().hash(), credential) == null) {
            makers.forEach(listener -> listener.accept(credential));
        }
    }

    private void forget(Credential credential) {
        byHash.remove(credential.issue().hash());
        listeners.forEach(listener -> listener.accept(credential));
    }

    /** Tells of every credential that is made from now on, on the maker's thread. */
    public void onMade(Consumer<Credential> listener) {
        makers.add(listener);
    }

    /** Tells of every revocation from now on, on the revoker's thread, so that open connections can be ended. */
    public void onRevoked(Consumer<Credential> listener) {
        listeners.add(listener);
    }

    private boolean isValid(Credential credential) {
        return !(credential instanceof AccessToken token) || token.isValidAt(clock.instant());
    }

    private <T extends Credential> Made<T> keep(String secret, T credential) {
        changing.lock();
        try {
            store.add(credential);
            learn(credential);
            return new Made<>(secret, credential);
        } finally {
            changing.unlock();
        }
    }

    private Issue issue(String secret, String name, Principal by) {
        return new Issue(hex(ID_BYTES), name, SecretHash.of(secret), clock.instant(), by.name());
    }

    private String secret(String word) {
        return KeyKind.prefix(word) + hex(SECRET_BYTES);
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private <T extends Credential> List<T> all(Class<T> type) {
        return byHash.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(this::isValid)
                .sorted(Comparator.comparing(
                                (T credential) -> credential.issue().at())
                        .thenComparing(credential -> credential.issue().id()))
                .toList();
    }
}
