package dev.belay.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import dev.belay.testkit.Awaited;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator sees and says of retention. */
class RetentionTest {

    private static final String TEST = "{\"purpose\": \"test\"}";
    private static final Value NOTHING = Value.of(Map.of());

    @TempDir
    Path folder;

    @Nested
    class WithArchives {

        @Test
        void keepsEverythingUntilToldOtherwise() {
            try (RunningApplication server = RunningApplication.onSqlite(folder)) {
                Response retention = server.get("retention");

                assertThat(retention.at("/retention")).isEqualTo(NOTHING);
                assertThat(retention.number("/version")).isZero();
                assertThat(retention.at("/archives")).isEqualTo(Value.of(true));
                Awaited.until(() -> server.get("retention").raw().body().contains("nextRun"));
            }
        }

        @Test
        void recordsWhatIsUsualForAPurposeInTheCatalogue() {
            try (RunningApplication server = RunningApplication.onSqlite(folder)) {
                Response set = server.put("retention?reason=space", TEST);

                assertThat(set.status()).isEqualTo(200);
                assertThat(set.text("/entry/action")).isEqualTo("retention.set");
                assertThat(set.text("/entry/reason")).isEqualTo("space");
                assertThat(set.number("/version")).isEqualTo(1);
            }
            try (RunningApplication again = RunningApplication.onSqlite(folder)) {
                Response retention = again.get("retention");

                assertThat(retention.text("/retention/purpose")).isEqualTo("test");
                assertThat(retention.number("/retention/keepDays")).isEqualTo(30);
                assertThat(retention.number("/retention/keepEntries")).isEqualTo(1_000);
                assertThat(again.get("/api/v1/projects/default/environments/staging/retention")
                                .number("/version"))
                        .isZero();
            }
        }

        @Test
        void replacesWhatTheRequesterHasSeen() {
            try (RunningApplication server = RunningApplication.onSqlite(folder)) {
                String none = tag(server.get("retention"));
                String first = tag(server.put("retention", "{\"keepDays\": 90}", "if-match", none));

                assertThat(server.put("retention", TEST).problem()).isEqualTo("precondition-required");
                assertThat(server.put("retention", TEST, "if-match", none).problem())
                        .isEqualTo("version-conflict");
                assertThat(server.put("retention", TEST, "if-none-match", "*").problem())
                        .isEqualTo("version-conflict");
                assertThat(server.put("retention?dryRun=true", TEST, "if-match", first)
                                .items("/differences"))
                        .hasSize(1);
                assertThat(server.get("retention").number("/retention/keepDays"))
                        .isEqualTo(90);
                assertThat(server.put("retention", "{}", "if-match", first).status())
                        .isEqualTo(200);
                assertThat(server.get("retention").at("/retention")).isEqualTo(NOTHING);
                assertThat(server.get("retention").number("/version")).isEqualTo(2);
            }
        }

        @Test
        void saysWhatIsSetAlsoWhenWhatIsDueCannotBeRead() {
            try (RunningApplication server = RunningApplication.onSqlite(folder);
                    OperationsDatabase operations = OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE))) {
                String none = tag(server.get("retention"));
                operations.use(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("ALTER TABLE sink_cursor RENAME TO gone");
                    }
                });

                assertThat(server.put("retention?dryRun=true", TEST, "if-match", none)
                                .problem())
                        .isEqualTo("store-unavailable");
                Response set = server.put("retention", TEST, "if-match", none);

                assertThat(set.status()).isEqualTo(200);
                assertThat(set.number("/version")).isEqualTo(1);
                assertThat(set.raw().body()).doesNotContain("\"due\"");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"keepDays\": 0}",
                    "{\"keepDays\": 1.5}",
                    "{\"keepEntries\": 999}",
                    "{\"keepEntries\": \"all\"}",
                    "{\"purpose\": \"fun\"}",
                    "{\"keepYears\": 7}",
                    "[]"
                })
        void refusesWhatIsNoPolicy(String policy) {
            try (RunningApplication server = RunningApplication.onSqlite(folder)) {
                assertThat(server.put("retention", policy).problem()).isEqualTo("invalid-document");
                assertThat(server.get("retention").number("/version")).isZero();
            }
        }

        @Test
        void looksAtOnceWhenAskedAndSaysWhatIsDue() {
            try (RunningApplication server = RunningApplication.onSqlite(folder)) {
                assertThat(server.post("retention/run", "{}").problem()).isEqualTo("illegal-state");
                FirstLook.awaitEnd(server);
                Response set = server.put("retention?dryRun=true", TEST);
                assertThat(set.number("/due/entries")).isZero();
                assertThat(set.number("/due/now")).isZero();
                server.put("retention", TEST);

                assertThat(server.post("retention/run", "{}").status()).isEqualTo(202);
                Awaited.until(() -> server.get("retention").raw().body().contains("lastRun"));

                assertThat(server.get("retention").number("/lastRun/archived")).isZero();
                assertThat(server.get("retention").number("/archivedBytes")).isZero();
                Response again = server.post("retention/run", "{}");
                assertThat(again.problem()).isEqualTo("illegal-state");
                assertThat(again.text("/detail"))
                        .contains(
                                server.get("retention").text("/lastRun/at"), "less than a minute ago; ask again after");
            }
        }

        @Test
        void asksForAnAdministratorOfTheEnvironment() {
            try (RunningApplication server = RunningApplication.onSqlite(folder)) {
                String token = server.post(
                                "/api/v1/tokens",
                                "{\"name\": \"ci\", \"permissions\": [\"write\"], \"project\": \"default\"}")
                        .text("/token");

                Response refused = server.put("retention", TEST, "authorization", "Bearer " + token);

                assertThat(refused.problem()).isEqualTo("forbidden");
                assertThat(server.post("retention/run", "{}", "authorization", "Bearer " + token)
                                .problem())
                        .isEqualTo("forbidden");
                assertThat(server.get("retention", "authorization", "Bearer " + token)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Nested
    class WithoutArchives {

        @Test
        void refusesToLoseHistory() {
            try (RunningApplication server = RunningApplication.inMemory()) {
                Response refused = server.put("retention", TEST);

                assertThat(refused.problem()).isEqualTo("illegal-state");
                assertThat(refused.text("/detail")).contains("--archive");
                assertThat(server.post("retention/run", "{}").text("/detail")).contains("--archive");
                assertThat(server.put("retention", "{}").status()).isEqualTo(200);
                assertThat(server.get("retention").at("/archives")).isEqualTo(Value.of(false));
            }
        }
    }

    private static String tag(Response answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.header("etag").orElseThrow();
    }
}
