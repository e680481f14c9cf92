package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTest {

    private static final EvaluationContext ANYBODY = EvaluationContext.empty();
    private static final String DOCUMENTS = """
            {"flags": [{"key": "shop.banner", "type": "boolean", "enabled": true,
                        "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                        "rules": [{"id": "beta", "when": {"segment": "beta"}, "serve": {"variant": "on"}}],
                        "otherwise": {"variant": "off"}}],
             "segments": [{"key": "beta", "included": ["user-7"]}]}""";

    @TempDir
    Path folder;

    @Test
    void readsAMapOfValues() throws IOException {
        Path file = write("flags.json", """
                {"shop.banner": true, "shop.search": false, "shop.layout": "grid", "shop.limit": 7,
                 "shop.limits": {"most": 3}}""");
        try (Belay belay = Belay.file(file)) {
            assertThat(belay.toggle("shop.banner").isActive()).isTrue();
            assertThat(belay.toggle("shop.search").isActive()).isFalse();
            assertThat(belay.evaluate("shop.layout", ANYBODY, "list").value()).isEqualTo("grid");
            assertThat(belay.evaluate("shop.limit", ANYBODY, 1).value()).isEqualTo(7);
            assertThat(belay.evaluate("shop.limits", ANYBODY, Value.NULL).value())
                    .isEqualTo(Value.of(Map.of("most", Value.of(3))));
            assertThat(belay.evaluate("shop.limit", ANYBODY, 1).reason()).isEqualTo(Reason.STATIC);
        }
    }

    @Test
    void readsWholeDocuments() throws IOException {
        try (Belay belay = Belay.file(write("flags.json", DOCUMENTS))) {
            Toggle banner = belay.toggle("shop.banner");

            assertThat(banner.isActive(EvaluationContext.of("user-7"))).isTrue();
            assertThat(banner.isActive(EvaluationContext.of("user-8"))).isFalse();
            assertThat(banner.version()).isEqualTo(1);
        }
    }

    @Test
    void readsYaml() throws IOException {
        Path file = write("flags.yaml", """
                # What the shop shows
                shop.banner: true
                shop.layout: grid
                shop.limits: {most: 3, rate: 0.5}
                """);
        try (Belay belay = Belay.file(file)) {
            assertThat(belay.toggle("shop.banner").isActive()).isTrue();
            assertThat(belay.evaluate("shop.layout", ANYBODY, "list").value()).isEqualTo("grid");
            assertThat(belay.evaluate("shop.limits", ANYBODY, Value.NULL).value())
                    .isEqualTo(Value.of(Map.of("most", Value.of(3), "rate", Value.of(0.5))));
        }
    }

    @Test
    void readsAFolderWithOneDocumentInEachFile() throws IOException {
        writeFolder("off");
        write("segments/beta.members", "user-7\nno\n");
        write("segments/README.md", "Not a segment");
        try (Belay belay = Belay.file(folder)) {
            Toggle banner = belay.toggle("shop.banner");

            assertThat(banner.isActive(EvaluationContext.of("user-7"))).isTrue();
            assertThat(banner.isActive(EvaluationContext.of("no"))).isTrue();
            assertThat(banner.isActive(EvaluationContext.of("user-8"))).isFalse();
        }
    }

    @Test
    void followsAFolderOnceItHasSettled() throws IOException {
        writeFolder("off");
        write("segments/beta.members", "user-7\n");
        try (Client client = Client.of(Settings.DEFAULT, Source.file(folder))) {
            Toggle banner = client.belay.toggle("shop.banner");

            writeFolder("\"on\"");
            client.time.pass(Duration.ofSeconds(1));
            boolean atOnce = banner.isActive(EvaluationContext.of("user-8"));
            client.time.pass(Duration.ofSeconds(1));

            assertThat(atOnce).isFalse();
            assertThat(banner.isActive(EvaluationContext.of("user-8"))).isTrue();
            assertThat(banner.version()).isEqualTo(2);
        }
    }

    @Test
    void namesTheFileInAFolderThatCannotBeUsed() throws IOException {
        writeFolder("off");
        try (Belay belay = Belay.file(folder)) {
            assertThat(belay.status().state()).isEqualTo(Status.State.ERROR);
            assertThat(belay.status().message()).contains("segments/beta.yaml", "beta.members");
        }
    }

    private void writeFolder(String otherwise) throws IOException {
        write("flags/shop.banner.yaml", """
                key: shop.banner
                type: boolean
                variants:
                - name: "on"
                  value: true
                - name: "off"
                  value: false
                enabled: true
                rules:
                - id: beta
                  when:
                    segment: beta
                  serve:
                    variant: "on"
                otherwise:
                  variant: %s
                """.formatted(otherwise));
        write("segments/beta.yaml", """
                key: beta
                members:
                  file: beta.members
                """);
    }

    @Test
    void followsTheFile() throws IOException {
        Path file = write("flags.json", "{\"shop.banner\": true, \"shop.search\": true}");
        try (Client client = Client.of(Settings.DEFAULT, Source.file(file))) {
            Toggle banner = client.belay.toggle("shop.banner");

            write("flags.json", "{\"shop.banner\": false}");
            client.time.pass(Duration.ofSeconds(1));

            assertThat(banner.isActive()).isFalse();
            assertThat(banner.version()).isEqualTo(2);
            assertThat(client.belay.evaluateAll(ANYBODY)).containsOnlyKeys("shop.banner");
        }
    }

    @Test
    void keepsTheFlagsWhenTheFileCannotBeUsed() throws IOException {
        Path file = write("flags.json", "{\"shop.banner\": true}");
        try (Client client = Client.of(Settings.DEFAULT, Source.file(file))) {
            write("flags.json", "{\"flags\": [{\"key\": \"shop.banner\", \"type\": \"boolaen\"}]}");
            client.time.pass(Duration.ofSeconds(1));

            assertThat(client.isActive("shop.banner")).isTrue();
            assertThat(client.belay.status().state()).isEqualTo(Status.State.ERROR);
            assertThat(client.belay.status().message()).contains("/flags/0", "boolaen");

            write("flags.json", "{\"shop.banner\": false}");
            client.time.pass(Duration.ofSeconds(1));

            assertThat(client.belay.status().isReady()).isTrue();
            assertThat(client.isActive("shop.banner")).isFalse();
        }
    }

    @Test
    void waitsForAFileThatIsNotThereYet() throws IOException {
        try (Client client = Client.of(Settings.DEFAULT, Source.file(folder.resolve("flags.json")))) {
            assertThat(client.belay.status().state()).isEqualTo(Status.State.ERROR);
            assertThat(client.belay.status().message()).contains("no such file");

            write("flags.json", "{\"shop.banner\": true}");
            client.time.pass(Duration.ofSeconds(1));

            assertThat(client.isActive("shop.banner")).isTrue();
        }
    }

    @Test
    void isReadyAgainWhenTheSameFileComesBack() throws IOException {
        Path file = write("flags.json", "{\"shop.banner\": true}");
        try (Client client = Client.of(Settings.DEFAULT, Source.file(file))) {
            Files.delete(file);
            client.time.pass(Duration.ofSeconds(1));
            assertThat(client.belay.status().state()).isEqualTo(Status.State.ERROR);

            write("flags.json", "{\"shop.banner\": true}");
            client.time.pass(Duration.ofSeconds(1));

            assertThat(client.belay.status().isReady()).isTrue();
            assertThat(client.belay.toggle("shop.banner").version()).isEqualTo(1);
        }
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
