package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.flag.MemberSet;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.archive.Archive;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.ArchivedLedgerStore;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.diff.StateDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read of what was archived, which is everything. */
interface ArchiveContract extends CompactionContract {

    @Test
    default void readsBackEverythingThatWasArchived(@TempDir Path folder) throws IOException {
        if (keepsEverything()) {
            return;
        }
        writeHistory();
        List<LedgerEntry> entries = entries();
        List<LedgerState> states = LongStream.rangeClosed(0, revision())
                .mapToObj(revision -> store().at(FLAGS, revision))
                .toList();
        List<SubjectVersion> versions = store().versions(FLAGS, Subject.flag("basket"));
        List<SubjectVersion> removed = store().versions(FLAGS, Subject.flag("search"));

        archive(folder, 10);
        archive(folder, 150);
        archive(folder, 151);
        ArchivedLedgerStore reading = new ArchivedLedgerStore(store(), new ArchiveFolder(folder));

        assertThat(store().oldest(FLAGS)).isEqualTo(151);
        assertThat(reading.oldest(FLAGS)).isZero();
        assertThat(reading.entries(FLAGS, 0, Integer.MAX_VALUE)).isEqualTo(entries);
        assertThat(reading.entries(FLAGS, 8, 4)).isEqualTo(entries.subList(8, 12));
        assertThat(reading.versions(FLAGS, Subject.flag("basket"))).isEqualTo(versions);
        assertThat(reading.versions(FLAGS, Subject.flag("search"))).isEqualTo(removed);
        for (LedgerState expected : states) {
            LedgerState actual = reading.at(FLAGS, expected.position().revision());
            assertThat(actual.at()).isEqualTo(expected.at());
            assertThat(actual.checksum()).isEqualTo(expected.checksum());
            assertThat(actual.missingChunks()).isEmpty();
            assertThat(StateDifference.between(expected, actual)).isEmpty();
        }
        for (LedgerEntry entry : entries) {
            assertThat(reading.entry(FLAGS, entry.revision())).contains(entry);
        }
        for (SubjectVersion version : versions) {
            assertThat(reading.document(version.hash().orElseThrow()).map(Document::hash))
                    .isEqualTo(version.hash());
        }
    }

    @Test
    default void findsTheRevisionOfAnInstantInArchives(@TempDir Path folder) throws IOException {
        if (keepsEverything()) {
            return;
        }
        List<Instant> instants = new ArrayList<>();
        for (int revision = 1; revision <= 145; revision++) {
            clock().advance(Duration.ofSeconds(1));
            instants.add(clock().instant());
            append("basket", 1);
        }

        archive(folder, 5);
        archive(folder, 140);
        ArchivedLedgerStore reading = new ArchivedLedgerStore(store(), new ArchiveFolder(folder));

        for (int revision = 1; revision <= 145; revision++) {
            Instant at = instants.get(revision - 1);
            assertThat(reading.revisionAt(FLAGS, at)).isEqualTo(revision);
            assertThat(reading.revisionAt(FLAGS, at.minusMillis(1))).isEqualTo(revision - 1);
        }
    }

    @Test
    default void saysWhatIsMissingWhenAnArchiveIsAway(@TempDir Path folder) throws IOException {
        if (keepsEverything()) {
            return;
        }
        append("basket", 30);
        archive(folder, 10);
        archive(folder, 20);
        Archive first = new ArchiveFolder(folder).of(FLAGS).get(0);
        ArchivedLedgerStore reading = new ArchivedLedgerStore(store(), new ArchiveFolder(folder));

        move(manifest(first), folder.resolve("away"));

        assertThat(reading.oldest(FLAGS)).isEqualTo(10);
        assertThat(reading.at(FLAGS, 10).position().revision()).isEqualTo(10);
        assertThatThrownBy(() -> reading.at(FLAGS, 9))
                .isInstanceOfSatisfying(RevisionUnreachableException.class, unreachable -> {
                    assertThat(unreachable.oldest()).isEqualTo(10);
                    assertThat(unreachable.isCompacted()).isTrue();
                });
        assertThatThrownBy(() -> reading.entry(FLAGS, 10)).isInstanceOf(RevisionUnreachableException.class);
        move(folder.resolve("away"), manifest(first));
        assertThat(reading.at(FLAGS, 9).position().revision()).isEqualTo(9);
    }

    @Test
    default void saysThatAnArchiveIsDamagedAndAnswersNothingOfIt(@TempDir Path folder) throws IOException {
        if (keepsEverything()) {
            return;
        }
        append("basket", 30);
        archive(folder, 20);
        Archive archive = new ArchiveFolder(folder).of(FLAGS).get(0);
        byte[] bytes = Files.readAllBytes(archive.file());
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(archive.file(), bytes);
        ArchivedLedgerStore reading = new ArchivedLedgerStore(store(), new ArchiveFolder(folder));

        assertThatThrownBy(archive::verify).isInstanceOf(IOException.class).hasMessageContaining("hash");
        assertThatThrownBy(() -> reading.at(FLAGS, 19))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContainingAll("archive", "copy");
        assertThat(reading.at(FLAGS, 20).position().revision()).isEqualTo(20);
        assertThat(store().health().healthy()).isTrue();
    }

    /** Flags that come, change, go and come back, a large segment, and a state that is long. */
    private void writeHistory() {
        MemberSet members = FlagDocuments.members(IntStream.range(0, 4_000).mapToObj(each -> "customer-" + each));
        Subject customers = Subject.segment("customers");
        change(FLAGS, DraftChange.put(customers, FlagDocuments.segment("customers", members)));
        append("search", 3);
        remove("search");
        append("basket", 100);
        change(
                FLAGS,
                DraftChange.put(
                        customers,
                        FlagDocuments.segment(
                                "customers", MemberEdit.apply(members, List.of("newcomer"), List.of("customer-7")))));
        append("payment", 40);
        change(FLAGS, DraftChange.put(customers, FlagDocuments.segment("customers", members)));
        append("basket", 10);
        put("search", FlagDocuments.split("search", 1));
    }

    private void archive(Path folder, long revision) throws IOException {
        Retention retention = new Retention(store(), new ArchiveFolder(folder));
        Retention.Plan plan = retention.plan(FLAGS, revision);
        assertThat(plan.to()).isEqualTo(revision);
        assertThat(retention.carryOut(plan, Retention.Progress.NONE).oldest()).isEqualTo(revision);
        for (Archive archive : new ArchiveFolder(folder).of(FLAGS)) {
            archive.verify();
        }
    }

    private static Path manifest(Archive archive) {
        String name = archive.file().getFileName().toString();
        return archive.file().resolveSibling(name.replace(".jsonl.gz", ".json"));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to);
    }
}
