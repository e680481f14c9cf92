package dev.belay.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.process.BelayProcess;
import dev.belay.verification.cli.Operator.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about sinks against a real server, in the order in which a person gives them. */
class SinkCommandsTest {

    // Nobody listens there.
    private static final String NOWHERE = "http://127.0.0.1:9/belay";

    private static final String ELSEWHERE = "http://127.0.0.1:9/elsewhere";

    @TempDir
    private Path folder;

    @Test
    void aSinkIsMadeSeenMovedAndDeleted() throws Exception {
        Path launcher = Path.of("").toAbsolutePath().resolveSibling("belay");
        try (BelayProcess server = BelayProcess.start(launcher, folder.resolve("data"))) {
            Operator operator = Operator.of(server.address().toString(), BelayProcess.ADMIN_TOKEN);

            assertThat(operator.runs("sink", "list").err()).contains("sink create audit");

            Outcome made = operator.runs("sink", "create", "audit", "--webhook", NOWHERE, "--flags", "checkout.*");
            assertThat(made.code()).as(made.err()).isZero();
            assertThat(made.out()).startsWith("whsec_");

            String list = operator.runs("sink", "list").out();
            String id = list.lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
            assertThat(list).contains("webhook", "audit", "development", "active");
            assertThat(operator.runs("sink", "show", id).out()).contains("default/development");

            Outcome set = operator.runs("sink", "set", id, "--webhook", ELSEWHERE, "--all-flags", "--documents");
            assertThat(set.code()).as(set.err()).isZero();
            assertThat(set.out()).contains("is changed, and keeps its place");
            assertThat(operator.runs("sink", "show", id).out())
                    .containsPattern("webhook url +" + ELSEWHERE)
                    .containsPattern("flags +all, and segments\n")
                    .containsPattern("documents +sent\n");
            assertThat(operator.runs("sink", "undeliverable", id))
                    .isEqualTo(new Outcome(
                            0,
                            "",
                            "The sink " + id
                                    + " has no undeliverable events; those that were replayed are not listed.\n"));
            assertThat(operator.runs("sink", "set", id, "--no-documents", "--skip", "--name", "log")
                            .code())
                    .isZero();
            assertThat(operator.runs("sink", "list", "--json").out())
                    .contains(ELSEWHERE, "\"flags\":[]", "\"documents\":false", "\"skip\"", "\"log\"");
            assertThat(operator.runs("sink", "set", id).code()).isEqualTo(64);

            assertThat(operator.runs("sink", "pause", id).code()).isZero();
            assertThat(operator.runs("sink", "list").out()).contains("paused");
            assertThat(operator.runs("sink", "resume", id).code()).isZero();
            assertThat(operator.runs("sink", "rotate", id).out())
                    .startsWith("whsec_")
                    .isNotEqualTo(made.out());
            assertThat(operator.runs("sink", "replay", id, "--from", "beginning")
                            .code())
                    .isZero();
            assertThat(operator.runs("sink", "skip", id, "--event", "e:1/flag/a")
                            .err())
                    .contains("does not wait for the event");

            assertThat(operator.runs("sink", "delete", id).code()).isZero();
            assertThat(operator.runs("sink", "show", id).code()).isEqualTo(2);
        }
    }

    @Test
    void aTargetWithAPasswordComesFromAFile() throws Exception {
        Path launcher = Path.of("").toAbsolutePath().resolveSibling("belay");
        Path target = Files.writeString(
                folder.resolve("target.json"),
                "{\"redis\": {\"uri\": \"redis://127.0.0.1:9\", \"password\": \"hush\"}}");
        try (BelayProcess server = BelayProcess.start(launcher, folder.resolve("data"))) {
            Operator operator = Operator.of(server.address().toString(), BelayProcess.ADMIN_TOKEN);

            Outcome made = operator.runs("sink", "create", "cache", "--target", target.toString());
            String shown = operator.runs("sink", "list", "--json").out();

            assertThat(made.code()).as(made.err()).isZero();
            assertThat(shown).contains("redis://127.0.0.1:9").doesNotContain("hush");

            String id = made.out().strip();
            assertThat(operator.runs("sink", "set", id, "--redis", "redis://127.0.0.2:9")
                            .err())
                    .contains("'password' is not sent");
            assertThat(operator.runs("sink", "set", id, "--name", "other").code())
                    .isZero();
        }
    }
}
