package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersTest extends AtAFakeServer {
    private static final String SEGMENT = "/api/v1/projects/default/environments/production/segments/customers";

    @TempDir
    private Path folder;

    private String keys;

    @BeforeEach
    void answerWithTheSegment() throws IOException {
        keys = Files.writeString(folder.resolve("keys.txt"), "user-1\n").toString();
        server.answer("GET " + SEGMENT, new Reply(200, "{\"version\": 5}", Map.of("ETag", "\"e1:5\"")));
        server.answer("PUT " + SEGMENT + "/members", "{\"count\": 1, \"version\": 6, \"entry\": {}}");
    }

    @Test
    void replacesTheVersionThatThePersonSaw() {
        assertThat(person.runs("segment", "members", "upload", "customers", keys, "--if-version", "3")
                        .code())
                .isZero();

        assertThat(server.lastAsked().headers()).containsEntry("if-match", "\"e1:3\"");
    }

    @Test
    void replacesTheNewestVersionUnlessToldOtherwise() {
        person.runs("segment", "members", "upload", "customers", keys);

        assertThat(server.lastAsked().headers()).containsEntry("if-match", "\"e1:5\"");
    }

    @Test
    void listsPagesOfOneVersionOnly() {
        server.answer(
                "GET " + SEGMENT + "/members?limit=50000",
                "{\"members\": [\"ana\"], \"version\": 5, \"next\": \"ana\"}");
        server.refuse("GET " + SEGMENT + "/members?after=ana&version=5&limit=50000", 412, "version-conflict", "");

        Outcome outcome = person.runs("segment", "members", "list", "customers");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).isEqualTo("ana\n");
    }
}
