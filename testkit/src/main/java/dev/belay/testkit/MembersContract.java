package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.MissingChunkException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store promises about the members of large segments. */
interface MembersContract extends StoreUnderTest {

    Subject CUSTOMERS = Subject.segment("customers");

    @Test
    default void keepsMembersAcrossAReopening() {
        MemberSet members = FlagDocuments.members(IntStream.range(0, 20_000).mapToObj(each -> "customer-" + each));
        putMembers(members);

        reopen();

        assertThat(members.chunks()).hasSizeGreaterThan(3);
        assertThat(segment().members()).contains(members);
        assertThat(segment().lists("customer-19999")).isTrue();
        assertThat(segment().lists("customer-20000")).isFalse();
        assertThat(store().head(FLAGS).missingChunks()).isEmpty();
        assertThat(store().verify(FLAGS, 1, checked -> {}).intact()).isTrue();
    }

    @Test
    default void answersEveryChunkAsADocument() {
        MemberSet members = FlagDocuments.members(IntStream.range(0, 5_000).mapToObj(each -> "customer-" + each));
        putMembers(members);

        for (MemberChunk chunk : members.chunks()) {
            assertThat(store().document(chunk.hash()).map(ChunkFormat::read)).contains(chunk);
        }
    }

    @Test
    default void findsTheMembersOfEveryPastState() {
        MemberSet first = FlagDocuments.members(IntStream.range(0, 10_000).mapToObj(each -> "customer-" + each));
        putMembers(first);
        MemberSet second = MemberEdit.apply(first, List.of("newcomer"), List.of("customer-77"));
        putMembers(second);
        change(FLAGS, DraftChange.remove(CUSTOMERS));

        for (int opened = 0; opened < 2; opened++) {
            assertThat(segmentAt(1).members()).contains(first);
            assertThat(segmentAt(2).members()).contains(second);
            assertThat(segmentAt(2).lists("newcomer")).isTrue();
            assertThat(segmentAt(2).lists("customer-77")).isFalse();
            reopen();
        }
    }

    @Test
    default void bringsMembersBackWithTheDocumentThatNamesThem() {
        MemberSet members = FlagDocuments.members(IntStream.range(0, 10_000).mapToObj(each -> "customer-" + each));
        putMembers(members);
        change(FLAGS, DraftChange.put(CUSTOMERS, FlagDocuments.segment("customers", List.of())));
        reopen();
        Document earlier = Objects.requireNonNull(store().at(FLAGS, 1).subject(CUSTOMERS))
                .document()
                .orElseThrow();

        change(FLAGS, DraftChange.put(CUSTOMERS, earlier));
        reopen();

        assertThat(segment().members()).contains(members);
    }

    @Test
    default void refusesADocumentThatNamesChunksWithoutThem() {
        MemberSet members = FlagDocuments.members(IntStream.range(0, 100).mapToObj(each -> "customer-" + each));
        Document complete = FlagDocuments.segment("customers", members);
        Document alone = Document.verified(complete.hash(), complete.bytes());

        assertThatThrownBy(() -> change(FLAGS, DraftChange.put(CUSTOMERS, alone)))
                .isInstanceOf(MissingChunkException.class)
                .hasMessageContaining(members.chunks().get(0).hash());
        assertThat(revision()).isZero();
        assertThat(store().document(complete.hash())).isEmpty();
    }

    private void putMembers(MemberSet members) {
        change(FLAGS, DraftChange.put(CUSTOMERS, FlagDocuments.segment("customers", members)));
    }

    private Segment segment() {
        return segment(store().head(FLAGS));
    }

    private Segment segmentAt(long revision) {
        return segment(store().at(FLAGS, revision));
    }

    private static Segment segment(LedgerState state) {
        return Optional.ofNullable(state.snapshot().segment("customers")).orElseThrow();
    }
}
