package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that a store answers, as text to be compared. */
final class Contents {

    private final LedgerStore store;

    private Contents(LedgerStore store) {
        this.store = store;
    }

    /** Opens a file, verifies it, and reads everything; or tells why that is refused. */
    static Answer of(Path file) {
        return read(file, Contents::findings);
    }

    /** As {@link #of}, but reads at once what a verification would find out later. */
    static Answer unverified(Path file) {
        return read(file, store -> Optional.empty());
    }

    private static Answer read(Path file, Function<LedgerStore, Optional<String>> findings) {
        try (LedgerStore store = new Sample().open(file)) {
            Optional<String> finding = findings.apply(store);
            return finding.map(text -> new Answer(text, Optional.empty()))
                    .orElseGet(() -> new Answer("", Optional.of(new Contents(store).text())));
        } catch (LedgerBrokenException | StoreUnavailableException refused) {
            return new Answer(refused.getMessage(), Optional.empty());
        }
    }

    private static Optional<String> findings(LedgerStore store) {
        return store.ledgers().stream()
                .flatMap(ledger -> store.verify(ledger, 1, revision -> {}).broken().stream())
                .map(BrokenEntry::sentence)
                .findFirst();
    }

    private String text() {
        return store.ledgers().stream().map(this::text).collect(Collectors.joining("\n"));
    }

    private String text(LedgerId ledger) {
        LedgerState head = store.head(ledger);
        long oldest = store.oldest(ledger);
        List<LedgerEntry> entries = store.entries(ledger, oldest, Integer.MAX_VALUE);
        long middle = (oldest + head.position().revision()) / 2;
        return Stream.of(
                        ledger.toString(),
                        text(head),
                        text(store.at(ledger, middle)),
                        String.valueOf(store.revisionAt(
                                ledger, store.at(ledger, middle).at())),
                        entries.stream().map(LedgerEntry::hash).collect(Collectors.joining("\n")),
                        versions(ledger, entries))
                .collect(Collectors.joining("\n"));
    }

    private String versions(LedgerId ledger, List<LedgerEntry> entries) {
        TreeSet<Subject> subjects = new TreeSet<>();
        entries.forEach(entry -> entry.changes().forEach(change -> subjects.add(change.subject())));
        return subjects.stream()
                .map(subject -> store.versions(ledger, subject).toString())
                .collect(Collectors.joining("\n"));
    }

    private static String text(LedgerState state) {
        String subjects = Stream.concat(state.live().stream(), state.tombstones().stream())
                .sorted((one, other) -> one.subject().compareTo(other.subject()))
                .map(Contents::text)
                .collect(Collectors.joining("\n"));
        return state.position() + " " + state.at() + " " + state.checksum() + "\n" + subjects;
    }

    private static String text(SubjectState state) {
        return state.subject() + " " + state.version() + " "
                + state.document().map(document -> document.value().toString()).orElse("archived");
    }

    /**
     * What came of reading.
     *
     * @param refusal why there is no text
     */
    record Answer(String refusal, Optional<String> text) {}
}
