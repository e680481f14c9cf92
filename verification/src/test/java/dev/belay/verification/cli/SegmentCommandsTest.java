package dev.belay.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments and their members at the command line of a real server. */
class SegmentCommandsTest {

    @TempDir
    Path folder;

    private RunningServer server;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, 0);
        operator = Operator.of(server.address().toString(), RunningServer.TOKEN).in("production");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takeMembersThroughTheirLife() throws IOException {
        Path file = Files.writeString(
                folder.resolve("keys.txt"),
                IntStream.range(0, 3_000).mapToObj(each -> "user-" + each).collect(Collectors.joining("\n")));

        assertThat(says("segment", "put", "customers"))
                .isEqualTo("The segment customers is written in production (version 1, revision 1)\n");
        assertThat(says("segment", "members", "upload", "customers", file.toString(), "--dry-run"))
                .isEqualTo("customers would have 3000 members in production\n");
        assertThat(says("segment", "members", "upload", "customers", file.toString(), "--reason", "import"))
                .startsWith("customers now has 3000 members in production (version 2, revision 2), ")
                .endsWith(" chunks are new\n");
        assertThat(says("segment", "members", "add", "customers", "ana@example.com", "user/ b"))
                .startsWith("customers now has 3002 members in production (version 3, revision 3), ");
        assertThat(says("segment", "members", "remove", "customers", "user-7", "nobody"))
                .startsWith("customers now has 3001 members");
        assertThat(says("segment", "members", "remove", "customers", "nobody"))
                .endsWith("(version 4, revision 4); nothing was written\n");
        assertThat(says("segment", "members", "has", "customers", "user/ b"))
                .isEqualTo("user/ b is a member of customers in production\n");
        Operator.Outcome absent = operator.runs("segment", "members", "has", "customers", "user-7");
        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.out()).isEqualTo("user-7 is no member of customers in production\n");
        assertThat(says("segment", "members", "list", "customers", "-n", "2")).isEqualTo("ana@example.com\nuser-0\n");
        String all = says("segment", "members", "list", "customers");
        assertThat(all.lines()).hasSize(3_001).doesNotContain("user-7");
        assertThat(operator.typing(all)
                        .runs("segment", "members", "upload", "customers", "-")
                        .out())
                .contains("customers had already 3001 members");
        assertThat(says("segment", "list")).contains("customers", "3001");
        assertThat(says("segment", "get", "customers")).contains("members: 3001", "included: none");
        assertThat(says("segment", "archive", "customers")).contains("is now archived");
    }

    @Test
    void editADocumentWithoutLosingItsMembers() throws IOException {
        says("segment", "put", "customers");
        Operator.Outcome uploaded = operator.typing("a\nb\n").runs("segment", "members", "upload", "customers", "-");
        assertThat(uploaded.code()).isZero();
        Path file = Files.writeString(
                folder.resolve("segment.json"),
                says("segment", "get", "customers", "--json").replace("\"excluded\":[]", "\"excluded\":[\"a\"]"));

        assertThat(says("segment", "put", "customers", "--file", file.toString()))
                .contains("(version 3, revision 3)");
        assertThat(says("segment", "get", "customers")).contains("members: 2", "excluded: a");
        assertThat(operator.runs("segment", "put", "customers", "--file", file.toString())
                        .code())
                .as("made from an older version")
                .isEqualTo(3);
    }

    @Test
    void sayWhatIsWrong() {
        Operator.Outcome nobody = operator.runs("segment", "members", "add", "nobody", "a");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("segment put KEY");
        says("segment", "put", "customers");
        Operator.Outcome wrong =
                operator.typing("fine\n\u0007\n").runs("segment", "members", "upload", "customers", "-");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("Key 2", "U+0007");
    }

    private String says(String... words) {
        Operator.Outcome outcome = operator.runs(words);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out();
    }
}
