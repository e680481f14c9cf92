package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest extends AtAFakeServer {
    private static final String FLAG_SET = "/api/v1/projects/default/environments/production";
    private static final String MEMBERS = "GET " + FLAG_SET + "/segments/customers/members?version=5&limit=50000";

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void answerWithAFlagAndASegmentWithMembers() throws IOException {
        folder = temporary.resolve("flags-of-the-shop");
        Files.createDirectories(folder.resolve("flags"));
        Files.writeString(folder.resolve("flags/shop.banner.yaml"), "old");
        server.answer("GET " + FLAG_SET, "{\"revision\": 17}");
        server.answer("GET " + FLAG_SET + "/revisions/17", """
            {"revision": 17, "position": "e:17",
             "flags": [{"version": 3, "flag": {"key": "shop.banner", "type": "boolean", "enabled": true,
               "variants": {"on": true, "off": false}, "otherwise": "on"}}],
             "segments": [{"version": 5, "segment": {"key": "customers", "members": {"count": 2}}}]}
            """);
    }

    @Test
    void writesFlagsSegmentsAndTheirMembers() throws IOException {
        server.answer(MEMBERS, "{\"members\": [\"ana\", \"bob\"], \"version\": 5}");

        Outcome outcome = person.runs("export", folder.toString());

        assertThat(outcome.code()).as("%s", outcome).isZero();
        assertThat(Files.readString(folder.resolve("flags/shop.banner.yaml"))).contains("shop.banner");
        assertThat(Files.readString(folder.resolve("segments/customers.members")))
                .isEqualTo("ana\nbob\n");
        assertThat(besideTheFolder()).isEmpty();
    }

    @Test
    void leavesTheFolderAsItWasWhenTheConnectionIsLost() throws IOException {
        server.answer(MEMBERS, Reply.hangUp());

        Outcome outcome = person.runs("export", folder.toString());

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("is as it was");
        assertThat(Files.readString(folder.resolve("flags/shop.banner.yaml"))).isEqualTo("old");
        assertThat(folder.resolve("segments")).doesNotExist();
        assertThat(besideTheFolder()).isEmpty();
    }

    @Test
    void saysThatTheFolderIsHalfWrittenWhenItCannotBeWritten() throws IOException {
        server.answer(MEMBERS, "{\"members\": [\"ana\", \"bob\"], \"version\": 5}");
        Files.writeString(folder.resolve("segments"), "in the way");

        Outcome outcome = person.runs("export", folder.toString());

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("Some files may be new and others old");
        assertThat(besideTheFolder()).isEmpty();
    }

    private List<Path> besideTheFolder() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(each -> !each.equals(folder)).toList();
        }
    }
}
