package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large segments, whose members come in chunks beside the stream. */
class MembersTest {

    private final MemberSet many = MemberEdit.apply(
            MemberSet.EMPTY,
            IntStream.range(0, 12_000).mapToObj(each -> "user-" + each).toList(),
            List.of());
    private final ScriptedServer server = new ScriptedServer();

    @BeforeEach
    void publishAFlag() {
        publishAFlag(server);
    }

    private static void publishAFlag(ScriptedServer server) {
        server.change(
                server.segment("customers", MemberSet.EMPTY),
                server.flag(
                        "shop.offer",
                        "off",
                        "{\"id\": \"r\", \"when\": {\"segment\": \"customers\"}, \"serve\": {\"variant\": \"on\"}}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void comeWithTheFrameThatNamesThem() {
        try (Client client = Client.of(server).awaitReady()) {
            server.nextStream();

            LedgerState after = server.publish(server.segment("customers", many), server.flag("shop.new", "on"));

            client.await(after.position());
            assertThat(offers(client, "user-11999")).isTrue();
            assertThat(offers(client, "user-12000")).isFalse();
            assertThat(server.chunkRequests).containsExactlyInAnyOrderElementsOf(many.hashes());
        }
    }

    @Test
    void comeWithASnapshot() {
        server.change(server.segment("customers", many));

        try (Client client = Client.of(server).awaitReady()) {
            assertThat(offers(client, "user-11999")).isTrue();
        }
    }

    @Test
    void areFetchedOnceForAllRevisions() {
        try (Client client = Client.of(server).awaitReady()) {
            server.nextStream();
            Position first = server.publish(server.segment("customers", many)).position();
            client.await(first);
            MemberSet edited = MemberEdit.apply(many, List.of("user-77x"), List.of());
            client.await(server.publish(server.segment("customers", edited)).position());
            client.await(server.publish(server.segment("customers", many)).position());
            client.await(server.restore(first).position());

            Set<MemberChunk> all = new HashSet<>(many.chunks());
            all.addAll(edited.chunks());
            assertThat(server.chunkRequests).hasSize(all.size()).doesNotHaveDuplicates();
        }
    }

    @Test
    void keepTheOldStateUntilTheyCanBeFetched() {
        try (Client client = Client.of(server).awaitReady()) {
            server.nextStream();
            Position before = server.state().position();
            server.chunkRefusal = 503;

            LedgerState after = server.publish(server.segment("customers", many), server.flag("shop.new", "on"));

            client.await(Status.State.STALE);
            assertThat(client.belay.status().message())
                    .isEqualTo("Members of a segment cannot be fetched: The server answers with status 503");
            assertThat(client.belay.status().position()).contains(before);
            assertThat(client.isActive("shop.new")).as("the same frame").isFalse();
            assertThat(offers(client, "user-1")).isFalse();

            server.chunkRefusal = 0;
            client.await(after.position());
            client.await(Status.State.READY);
            assertThat(client.isActive("shop.new")).isTrue();
            assertThat(offers(client, "user-1")).isTrue();
        }
    }

    @Test
    void areNotBelievedWhenTheyAreOthers() {
        try (Client client = Client.of(server).awaitReady()) {
            server.nextStream();
            server.damagedChunks = true;

            LedgerState after = server.publish(server.segment("customers", many));

            client.await(Status.State.STALE);
            assertThat(client.belay.status().message()).contains("does not have the hash");
            assertThat(offers(client, "nobody")).isFalse();

            server.damagedChunks = false;
            client.await(after.position());
            assertThat(offers(client, "user-1")).isTrue();
        }
    }

    @Test
    void areTakenFromANewerStateWhenTheyAreGone() {
        try (Client client = Client.of(server).awaitReady()) {
            server.nextStream();
            server.chunkRefusal = 404;
            server.publish(server.segment("customers", many));
            client.await(Status.State.STALE);

            LedgerState newer = server.change(
                    server.segment("customers", MemberEdit.apply(MemberSet.EMPTY, List.of("only"), List.of())));
            server.chunkRefusal = 0;

            client.await(newer.position());
            assertThat(offers(client, "only")).isTrue();
            assertThat(offers(client, "user-1")).isFalse();
        }
    }

    @Nested
    class OnDisk {

        @TempDir
        Path folder;

        @Test
        void areThereWhenTheServerIsAway() {
            URI address = cacheMembers();

            try (Client client = Client.of(address, settings()).awaitReady()) {
                assertThat(client.belay.status().state()).isEqualTo(Status.State.STALE);
                assertThat(offers(client, "user-11999")).isTrue();
                assertThat(offers(client, "user-12000")).isFalse();
            }
        }

        @Test
        void areNotFetchedAgain() {
            URI address = cacheMembers();
            int port = address.getPort();
            try (ScriptedServer again = new ScriptedServer(port)) {
                publishAFlag(again);
                again.change(again.segment("customers", many));
                try (Client client = Client.of(again.uri(), settings())) {
                    client.await(again.state().position());

                    assertThat(again.chunkRequests).isEmpty();
                }
            }
        }

        @Test
        void makeACacheUselessThatLacksSome() throws IOException {
            URI address = cacheMembers();
            try (Stream<Path> files = Files.walk(folder)) {
                Files.delete(files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                        .findFirst()
                        .orElseThrow());
            }

            try (Client client = Client.of(address, settings())) {
                client.await("a failed attempt", () -> client.time.pauses().size() > 1);
                assertThat(client.belay.status().state()).isEqualTo(Status.State.NOT_READY);
            }
        }

        @Test
        void goWhenNothingHasNamedThemForLong() throws IOException {
            try (Client client = Client.of(server.uri(), settings()).awaitReady()) {
                server.nextStream();
                client.await(server.publish(server.segment("customers", many)).position());
                client.time.pass(Duration.ofSeconds(2));
                assertThat(chunkFiles()).isEqualTo(many.chunks().size());

                client.time.pass(Duration.ofHours(2));
                MemberSet few = MemberEdit.apply(MemberSet.EMPTY, List.of("only"), List.of());
                client.await(server.publish(server.segment("customers", few)).position());
                client.time.pass(Duration.ofSeconds(2));
            }

            assertThat(chunkFiles()).isEqualTo(1);
        }

        private long chunkFiles() throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                        .count();
            }
        }

        private Settings settings() {
            return Settings.DEFAULT.withCacheDirectory(folder);
        }

        private URI cacheMembers() {
            server.change(server.segment("customers", many));
            try (Client client = Client.of(server.uri(), settings()).awaitReady()) {
                assertThat(offers(client, "user-1")).isTrue();
            }
            server.close();
            return server.uri();
        }
    }

    @Nested
    class InAFile {

        @TempDir
        Path folder;

        @Test
        void areListed() throws IOException {
            try (Belay belay = Belay.file(write("[\"user-1\", \"user-2\"]"))) {
                assertThat(belay.awaitReady(Duration.ofSeconds(30))).isTrue();
                assertThat(belay.toggle("shop.offer").isActive(user("user-2"))).isTrue();
                assertThat(belay.toggle("shop.offer").isActive(user("user-3"))).isFalse();
            }
        }

        @Test
        void areRefusedAsChunks() throws IOException {
            try (Belay belay = Belay.file(write("{\"chunks\": [\"" + "0".repeat(64) + "\"], \"count\": 1}"))) {
                assertThat(belay.status().state()).isEqualTo(Status.State.ERROR);
                assertThat(belay.status().message()).contains("/segments/0/members", "uploaded");
            }
        }

        @Test
        void areRefusedWhenTheyAreNotLegal() throws IOException {
            try (Belay belay = Belay.file(write("[\"\", 7]"))) {
                assertThat(belay.status().state()).isEqualTo(Status.State.ERROR);
                assertThat(belay.status().message()).contains("/segments/0/members/0", "/segments/0/members/1");
            }
        }

        private Path write(String members) throws IOException {
            return Files.writeString(folder.resolve("flags.json"), """
                    {"segments": [{"key": "customers", "members": %s}],
                     "flags": [{"key": "shop.offer", "type": "boolean", "enabled": true,
                       "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                       "rules": [{"id": "r", "when": {"segment": "customers"}, "serve": {"variant": "on"}}],
                       "otherwise": {"variant": "off"}}]}""".formatted(members));
        }
    }

    private static boolean offers(Client client, String key) {
        return client.belay.toggle("shop.offer").isActive(user(key));
    }

    private static EvaluationContext user(String key) {
        return EvaluationContext.of(Map.of("targetingKey", Value.of(key)));
    }
}
