package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import dev.belay.testkit.Awaited;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final RunningApplication server = RunningApplication.inMemory();

    @BeforeEach
    void change() {
        server.put("flags/a", flag("a"));
        server.put("flags/b", flag("b"));
        server.post("changes", """
                {"reason": "together", "changes": [{"op": "disable", "key": "a"},
                  {"op": "put-segment", "segment": {"key": "beta", "included": ["user-1"]}}]}""");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsEntriesInOrderWithTheirDeltas() {
        Response history = server.get("history");

        assertThat(history.items("/entries")).hasSize(3);
        assertThat(history.text("/entries/2/reason")).isEqualTo("together");
        assertThat(history.items("/entries/2/changes")).hasSize(2);
        assertThat(history.text("/entries/2/changes/0/delta/forward/0/path")).isEqualTo("/enabled");
        assertThat(history.text("/entries/2/previous")).isEqualTo(history.text("/entries/1/hash"));
        assertThat(history.at("/next")).isEqualTo(Value.NULL);
    }

    @Test
    void turnsPages() {
        Response first = server.get("history?limit=2");
        Response second = server.get("history?limit=2&after=" + first.number("/next"));

        assertThat(first.items("/entries")).hasSize(2);
        assertThat(second.items("/entries")).hasSize(1);
        assertThat(second.at("/next")).isEqualTo(Value.NULL);
        assertThat(server.get("history?limit=none").problem()).isEqualTo("invalid-request");
    }

    @Test
    void tellsOfOneFlag() {
        Response history = server.get("history?flag=a");

        assertThat(history.items("/entries")).hasSize(2);
        assertThat(history.number("/entries/1/revision")).isEqualTo(3);
        assertThat(server.get("history?flag=none").problem()).isEqualTo("flag-not-found");
    }

    @Test
    void showsAnyPastState() {
        Response past = server.get("revisions/1");

        assertThat(past.items("/flags")).hasSize(1);
        assertThat(past.items("/segments")).isEmpty();
        assertThat(past.text("/checksum")).hasSize(64);
        assertThat(server.get("revisions/3").text("/checksum"))
                .isEqualTo(server.get("").text("/checksum"));
        assertThat(server.get("revisions/9").problem()).isEqualTo("revision-unknown");
        assertThat(server.get("revisions/new").problem()).isEqualTo("invalid-request");
    }

    @Test
    void saysHowTwoStatesDiffer() {
        Response since = server.get("diff?from=2");
        Response between = server.get("diff?from=0&to=2");
        Response none = server.get("diff");

        assertThat(since.items("/differences")).hasSize(2);
        assertThat(since.text("/differences/0/subject/key")).isEqualTo("a");
        assertThat(between.items("/differences")).hasSize(2);
        assertThat(between.at("/differences/0/before")).isEqualTo(Value.NULL);
        assertThat(none.problem()).isEqualTo("invalid-request");
    }

    @Test
    void saysHowEnvironmentsDiffer() {
        Response against = server.get("diff?against=staging");

        assertThat(against.items("/differences")).hasSize(3);
        assertThat(against.text("/differences/0/after/key")).isEqualTo("a");
        assertThat(server.get("diff?against=moon").problem()).isEqualTo("environment-not-found");
    }

    @Test
    void takesAWholeEnvironmentBack() {
        String checksum = server.get("revisions/2").text("/checksum");

        Response preview = server.post("rollback", "{\"toRevision\": 2, \"dryRun\": true}");
        Response back = server.post("rollback", "{\"toRevision\": 2, \"reason\": \"incident 7\"}");

        assertThat(preview.items("/differences")).hasSize(2);
        assertThat(back.number("/revision")).isEqualTo(4);
        assertThat(back.items("/entry/changes")).hasSize(2);
        assertThat(server.get("flags/a").at("/flag/enabled")).isEqualTo(Value.of(true));
        assertThat(server.get("segments/beta").problem()).isEqualTo("segment-not-found");
        assertThat(server.get("").text("/checksum")).isNotEqualTo(checksum);
        assertThat(server.get("diff?from=2").items("/differences")).isEmpty();
    }

    @Test
    void takesChosenFlagsBackToAnInstant() {
        String then = server.post("flags/a/enable", "{}").text("/entry/at");
        // An instant means the last revision of its millisecond.
        Awaited.until(() -> Instant.now().isAfter(Instant.parse(then).plusMillis(1)));
        server.post("flags/a/disable", "{}");

        Response back = server.post("rollback", "{\"toInstant\": \"" + then + "\", \"flags\": [\"a\"]}");

        assertThat(back.status()).isEqualTo(200);
        assertThat(server.get("flags/a").at("/flag/enabled")).isEqualTo(Value.of(true));
        assertThat(server.get("segments/beta").status()).isEqualTo(200);
    }

    @Test
    void evaluatesNowAndInThePast() {
        Response now = server.post("evaluations", "{\"flag\": \"a\", \"context\": {\"targetingKey\": \"u\"}}");
        Response then = server.post("evaluations", "{\"flag\": \"a\", \"at\": 1, \"explain\": true}");
        Response unknown = server.post("evaluations", "{\"flag\": \"a\", \"at\": 99}");
        Response wrong = server.post("evaluations", "{\"flag\": \"a\", \"context\": {\"targetingKey\": true}}");

        assertThat(now.text("/reason")).isEqualTo("DISABLED");
        assertThat(now.at("/value")).isEqualTo(Value.of(false));
        assertThat(then.text("/reason")).isEqualTo("STATIC");
        assertThat(then.at("/value")).isEqualTo(Value.of(true));
        assertThat(then.items("/steps")).isNotEmpty();
        assertThat(unknown.problem()).isEqualTo("revision-unknown");
        assertThat(wrong.text("/errors/0/path")).isEqualTo("/context/targetingKey");
    }
}
