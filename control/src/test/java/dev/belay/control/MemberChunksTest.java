package dev.belay.control;

import static dev.belay.control.Bench.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Sha256;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.testkit.FlagDocuments;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberChunksTest {

    private static final LedgerId OTHERS = LedgerId.flagSet("rivals", "production");

    private final Bench bench = new Bench();
    private final MemberChunks chunks = bench.flagSets.chunks();
    private final MemberSet members = members("customer-", 5_000);
    private final String hash = members.hashes().getFirst();

    @BeforeEach
    void create() {
        bench.projects.createProject(Bench.request(), "rivals", "Rivals");
        bench.projects.createEnvironment(Bench.request(), "rivals", "production", "Production");
        bench.put(Bench.segment("customers", "\"excluded\": []"));
        upload(members);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void findsWhatASegmentHas() {
        assertThat(chunks.find(Bench.FLAG_SET, hash)).contains(members.chunks().getFirst());
        assertThat(named(Bench.ADMIN, "default", hash))
                .isEqualTo(members.chunks().getFirst());
    }

    @Test
    void knowsNothingOfOtherProjects() {
        assertThat(chunks.find(OTHERS, hash)).isEmpty();

        RefusedException elsewhere = refusal(() -> named(Bench.ADMIN, "rivals", hash));
        String nobodys = Sha256.hex("nobody's".getBytes(StandardCharsets.UTF_8));
        RefusedException nowhere = refusal(() -> named(Bench.ADMIN, "rivals", nobodys));

        assertThat(elsewhere.name()).isEqualTo(ProblemName.CHUNK_UNKNOWN);
        assertThat(nowhere.name()).isEqualTo(ProblemName.CHUNK_UNKNOWN);
        assertThat(elsewhere.detail().replace(hash, "HASH"))
                .isEqualTo(nowhere.detail().replace(nobodys, "HASH"));
    }

    @Test
    void asksForThePermissionFirst() {
        Principal stranger = new Principal(
                Principal.TOKEN, "t-2", "eve", Set.of(Permission.WRITE), Scope.environment("rivals", "production"));

        assertThat(refusal(() -> named(stranger, "default", hash)).name()).isEqualTo(ProblemName.FORBIDDEN);
    }

    @Test
    void isNoWayToOtherDocuments() {
        String segment =
                bench.head().live().iterator().next().document().orElseThrow().hash();

        assertThat(chunks.find(Bench.FLAG_SET, segment)).isEmpty();
    }

    @Test
    void walksThroughHistoryOnce() {
        for (int upload = 0; upload < 20; upload++) {
            upload(members("user-" + upload + "-", 10));
        }
        List<String> asked = new ArrayList<>();
        MemberChunks watched = new MemberChunks(watched(bench.store, asked::add));
        String nobodys = Sha256.hex("nobody's".getBytes(StandardCharsets.UTF_8));
        watched.find(Bench.FLAG_SET, nobodys);
        assertThat(asked).contains("entries", "documentAlone");
        asked.clear();

        for (int miss = 0; miss < 100; miss++) {
            assertThat(watched.find(Bench.FLAG_SET, nobodys)).isEmpty();
        }
        assertThat(asked).containsOnly("head");
        bench.put(Bench.segment("other", "\"included\": [\"a\"]"));
        watched.find(Bench.FLAG_SET, nobodys);

        assertThat(asked.stream().filter(method -> !method.equals("head"))).containsExactly("entries");
    }

    @Test
    void tellsWhetherAnIndexIsFarBehind() {
        AtomicReference<MemberChunks> watched = new AtomicReference<>(chunks);
        List<Boolean> whileReading = new ArrayList<>();
        watched.set(new MemberChunks(watched(bench.store, method -> {
            if (method.equals("entries")) {
                whileReading.add(watched.get().isNearlyUpToDate(Bench.FLAG_SET));
            }
        })));
        assertThat(watched.get().isNearlyUpToDate(Bench.FLAG_SET)).isFalse();

        watched.get().find(Bench.FLAG_SET, hash);
        assertThat(watched.get().isNearlyUpToDate(Bench.FLAG_SET)).isTrue();
        goOnUntil(bench.revision() + 50);
        assertThat(watched.get().isNearlyUpToDate(Bench.FLAG_SET)).isTrue();
        goOnUntil(bench.revision() + 1);
        assertThat(watched.get().isNearlyUpToDate(Bench.FLAG_SET)).isFalse();
        watched.get().find(Bench.FLAG_SET, hash);

        assertThat(watched.get().isNearlyUpToDate(Bench.FLAG_SET)).isTrue();
        assertThat(whileReading).isNotEmpty().containsOnly(false);
    }

    @Test
    void remembersWhatTheStatesOfTheWindowHave() {
        upload(members("user-", 10));
        assertThat(chunks.find(Bench.FLAG_SET, hash))
                .as("found by an index that is new")
                .isPresent();
        long replaced = bench.revision();

        goOnUntil(replaced + MemberChunks.WINDOW - 1);
        assertThat(chunks.find(Bench.FLAG_SET, hash))
                .as("current when the window begins")
                .isPresent();
        assertThat(new MemberChunks(bench.store).find(Bench.FLAG_SET, hash))
                .as("the same, anew")
                .isPresent();

        goOnUntil(replaced + MemberChunks.WINDOW);
        assertThat(chunks.find(Bench.FLAG_SET, hash)).as("replaced before it").isEmpty();
        assertThat(new MemberChunks(bench.store).find(Bench.FLAG_SET, hash))
                .as("the same, anew")
                .isEmpty();
    }

    @Test
    void followsWhatComesBack() {
        MemberSet others = members("user-", 10);
        chunks.find(Bench.FLAG_SET, hash);
        upload(others);
        assertThat(chunks.find(Bench.FLAG_SET, hash)).isPresent();
        long left = bench.revision();
        goOnUntil(left + MemberChunks.WINDOW - 2);

        bench.apply(new Operation.RollbackSegment("customers", 2, Precondition.NONE));
        goOnUntil(left + MemberChunks.WINDOW + 1);

        assertThat(chunks.find(Bench.FLAG_SET, hash)).isPresent();
        assertThat(chunks.find(Bench.FLAG_SET, others.hashes().getFirst())).isPresent();
    }

    private static LedgerStore watched(LedgerStore store, Consumer<String> watcher) {
        Class<?>[] types = {LedgerStore.class};
        return (LedgerStore)
                Proxy.newProxyInstance(LedgerStore.class.getClassLoader(), types, (_, method, arguments) -> {
                    watcher.accept(method.getName());
                    return method.invoke(store, arguments);
                });
    }

    private MemberChunk named(Principal principal, String project, String wanted) {
        return bench.flagSets
                .chunksNamedBy(principal, Permission.WRITE, project, "production")
                .apply(wanted);
    }

    private void upload(MemberSet set) {
        bench.apply(new Operation.PutMembers("customers", set, Precondition.PRESENT));
    }

    private void goOnUntil(long revision) {
        while (bench.revision() < revision) {
            bench.put(Bench.segment("other", "\"included\": [\"" + bench.revision() + "\"]"));
        }
    }

    private static MemberSet members(String prefix, int count) {
        return FlagDocuments.members(IntStream.range(0, count).mapToObj(each -> prefix + each));
    }
}
