package dev.belay.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.Permission;
import dev.belay.control.Scope;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.Operations;
import dev.belay.testkit.ManualClock;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialSweepTest {

    // A database has a clock of its own, which is about this one.
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant longAgo = now.minus(Duration.ofDays(31));
    private final Instant lately = now.minus(Duration.ofDays(29));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void deletesWhatHasNotCountedForAMonth(Dialect dialect) {
        OperationsDatabase database = Operations.empty(dialect, folder);
        SqlCredentials credentials = new SqlCredentials(database);
        for (String id : List.of("valid", "revoked-long-ago", "revoked-lately")) {
            credentials.add(new Credential.FlagSetKey(issue(id), KeyKind.SERVER, "shop", "production"));
        }
        credentials.revoke("revoked-long-ago", longAgo);
        credentials.revoke("revoked-lately", lately);
        credentials.add(token("expired-long-ago", Optional.of(longAgo)));
        credentials.add(token("expired-lately", Optional.of(lately)));
        credentials.add(token("forever", Optional.empty()));
        SetupCodes codes = new SqlSetupCodes(database);
        codes.add(SecretHash.of("old"), now.minusSeconds(1));
        codes.add(SecretHash.of("new"), now.plusSeconds(3_600));

        CredentialSweep sweep = new CredentialSweep(database, () -> now);
        sweep.run();
        sweep.run();

        assertThat(texts(database, "SELECT id FROM credential ORDER BY id"))
                .containsExactly("expired-lately", "forever", "revoked-lately", "valid");
        assertThat(texts(database, "SELECT expires_at FROM setup_code"))
                .containsExactly(Long.toString(now.plusSeconds(3_600).toEpochMilli()));
    }

    @Test
    void deletesNothingByAClockThatJumps() {
        OperationsDatabase database = Operations.empty(Dialect.SQLITE, folder);
        new SqlCredentials(database).add(token("valid-for-a-month", Optional.of(now.plus(Duration.ofDays(30)))));
        ManualClock clock = ManualClock.at(now);
        AtomicLong nanos = new AtomicLong();
        CredentialSweep sweep = new CredentialSweep(database, clock, nanos::get);
        sweep.run();

        clock.advance(Duration.ofDays(365));
        sweep.run();
        sweep.run();

        assertThat(texts(database, "SELECT id FROM credential")).containsExactly("valid-for-a-month");
        nanos.addAndGet(Duration.ofDays(365).toNanos());
        sweep.run();
        sweep.run();
        assertThat(texts(database, "SELECT id FROM credential")).isEmpty();
    }

    @Test
    void deletesNothingAtOnceWhenItStartsByAWrongClock() {
        OperationsDatabase database = Operations.empty(Dialect.SQLITE, folder);
        new SqlCredentials(database).add(token("valid-for-a-month", Optional.of(now.plus(Duration.ofDays(30)))));

        new CredentialSweep(database, () -> now.plus(Duration.ofDays(365))).run();

        assertThat(texts(database, "SELECT id FROM credential")).containsExactly("valid-for-a-month");
    }

    @Test
    void goesByTheDatabasesClockWhereNodesShareIt() {
        OperationsDatabase database = Operations.empty(Dialect.POSTGRESQL, folder);
        new SqlCredentials(database).add(token("valid-for-a-month", Optional.of(now.plus(Duration.ofDays(30)))));
        CredentialSweep sweep = new CredentialSweep(database, () -> now.plus(Duration.ofDays(365)));

        sweep.run();
        sweep.run();

        assertThat(texts(database, "SELECT id FROM credential")).containsExactly("valid-for-a-month");
    }

    private Credential token(String id, Optional<Instant> expiresAt) {
        return new Credential.AccessToken(issue(id), Set.of(Permission.READ), Scope.EVERYWHERE, expiresAt);
    }

    private Issue issue(String id) {
        return new Issue(id, id, SecretHash.of("secret of " + id), longAgo, "ada");
    }

    private static List<String> texts(OperationsDatabase database, String query) {
        return database.use(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        });
    }
}
