package dev.belay.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.Permission;
import dev.belay.control.Scope;
import dev.belay.server.operations.Dialect;
import dev.belay.server.testing.Operations;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlCredentialsTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsEverythingOfTokensAndKeysUntilTheyAreRevoked(Dialect dialect) {
        SqlCredentials credentials = new SqlCredentials(Operations.empty(dialect, folder));
        Credential token = new Credential.AccessToken(
                issue("t-1", NOON),
                Set.of(Permission.READ, Permission.WRITE),
                new Scope(Optional.of("shop"), Optional.of("production")),
                Optional.of(NOON.plusSeconds(60)));
        Credential forever = new Credential.AccessToken(
                issue("t-2", NOON.plusMillis(1)), Set.of(Permission.ADMINISTER), Scope.EVERYWHERE, Optional.empty());
        Credential key =
                new Credential.FlagSetKey(issue("k-1", NOON.plusMillis(2)), KeyKind.SERVER, "shop", "production");

        credentials.add(key);
        credentials.add(forever);
        credentials.add(token);
        assertThat(credentials.valid()).containsExactly(token, forever, key);

        credentials.revoke("t-2", NOON);
        assertThat(credentials.valid()).containsExactly(token, key);
    }

    private static Issue issue(String id, Instant at) {
        return new Issue(id, "日本 " + id, SecretHash.of("secret of " + id), at, "ada");
    }
}
