package dev.belay.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.Json;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.FlagDocuments;
import dev.belay.testkit.ManualClock;
import dev.belay.testkit.UnreliableJournal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left for the ledger's writer to do, whom everybody waits for, when members change. */
class MemberWritesTest {

    private final ManualClock clock = ManualClock.standing();
    private final UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());
    private final LedgerStore store = SerialLedgerStore.open(journal, clock, new Epochs());
    private final FlagSets flagSets = new FlagSets(store, clock, () -> "salt", Audience.NONE);
    private final MemberSet members =
            FlagDocuments.members(IntStream.range(0, 10_000).mapToObj(each -> "customer-" + each));

    @BeforeEach
    void create() {
        new Projects(store, clock).initialise();
        apply(new Operation.PutSegment(Bench.segment("customers", "\"excluded\": []"), Precondition.NONE));
        apply(new Operation.PutMembers("customers", members, Precondition.PRESENT));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void getsAnUploadWrittenOut() {
        assertThat(chunks()).hasSizeGreaterThan(2).containsExactlyElementsOf(members.chunks());
        assertThat(writtenOut()).containsExactlyInAnyOrderElementsOf(members.hashes());
    }

    @Test
    void getsWrittenOutWhatAnEditMakesNew() {
        apply(new Operation.EditMembers("customers", Set.of("newcomer"), Set.of("customer-77"), Precondition.NONE));

        assertThat(chunks()).isNotEmpty().hasSizeLessThan(members.chunks().size());
        assertThat(writtenOut())
                .containsExactlyInAnyOrderElementsOf(
                        chunks().stream().map(MemberChunk::hash).toList());
    }

    @Test
    void storesNothingThatIsStored() {
        apply(new Operation.PutMembers("customers", MemberSet.EMPTY, Precondition.PRESENT));
        apply(new Operation.RollbackSegment("customers", 2, Precondition.NONE));
        assertThat(chunks()).as("of a rollback").isEmpty();

        apply(new Operation.PutMembers("customers", MemberSet.EMPTY, Precondition.PRESENT));
        apply(new Operation.PutMembers("customers", members, Precondition.PRESENT));

        assertThat(chunks()).as("of the same upload").isEmpty();
        assertThat(writtenOut()).isEmpty();
        assertThat(journal.batches().getLast().written()).hasSize(1);
    }

    @Test
    void keepWhatANewerVersionHasWrittenBesideThem() {
        Subject customers = Subject.segment("customers");
        Value newer = Json.read("{\"key\": \"customers\", \"mood\": {\"blue\": true}}");
        Draft draft = Draft.of(
                Bench.FLAG_SET,
                Authorship.of(new Actor("token", "t-1", "ada")),
                "segment.updated",
                List.of(DraftChange.put(customers, Document.of(newer))));
        store.commit(Proposal.of(_ -> List.of(draft)));

        apply(new Operation.EditMembers("customers", Set.of("newcomer"), Set.of(), Precondition.NONE));
        apply(new Operation.PutMembers("customers", members, Precondition.PRESENT));

        SubjectState after = Objects.requireNonNull(store.head(Bench.FLAG_SET).subject(customers));
        Value.StructureValue document =
                (Value.StructureValue) after.document().orElseThrow().value();
        assertThat(document.members())
                .containsEntry("mood", Json.read("{\"blue\": true}"))
                .containsKey("members");
    }

    private void apply(Operation operation) {
        flagSets.apply("default", "production", Bench.request(), operation);
    }

    private List<MemberChunk> chunks() {
        return journal.batches().getLast().written().stream()
                .map(Batch.Written::chunks)
                .flatMap(Collection::stream)
                .toList();
    }

    private Set<String> writtenOut() {
        return journal.batches().getLast().chunkDocuments().keySet();
    }
}
