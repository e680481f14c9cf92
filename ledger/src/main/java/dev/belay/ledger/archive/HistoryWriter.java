package dev.belay.ledger.archive;

import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.CanonicalJson;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes history as JSON lines, each canonical, for exports and archives.
 *
 * <p>The first line is {@code {"format":…}}. Each ledger begins with {@code {"ledger":{"epoch","name"}}}. If it does not
 * begin with the first entry, {@code {"base":ENTRY}} is the entry before, and its state follows: every document, each
 * {@code {"document":…,"hash":…}} after the chunks of members that it names, and every subject,
 * {@code {"subject":{"document"?,"key","kind","version"}}}, archived ones included; {@code {"kept":ENTRY}} is an earlier
 * entry that made what is in place there. Entries are {@code {"entry":ENTRY}}, each after those of its documents that were
 * not written before. A ledger ends with {@code {"end":{"ledger","revision"}}} or, at an entry that does not hold, with
 * {@code {"stopped":{"detail","ledger","revision"}}}.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class HistoryWriter {

    private final OutputStream out;
    private final HashesSeen documents = new HashesSeen();
    private final HashesSeen chunks = new HashesSeen();
    private long count;

    /**
     * Writes the first line.
     *
     * @param out    stays open
     * @param format what the lines are
     */
    public HistoryWriter(OutputStream out, String format) throws IOException {
        this.out = out;
        line(Map.of("format", Value.of(format)));
    }

    /** Begins a ledger, whose entries begin in this epoch. */
    public void ledger(LedgerId ledger, String epoch) throws IOException {
        line(Map.of("ledger", Value.of(Map.of("name", Value.of(ledger.text()), "epoch", Value.of(epoch)))));
    }

    /** The state that the entries follow. */
    public void base(LedgerEntry entry, LedgerState state) throws IOException {
        wrapped("base", entry);
        for (SubjectState subject : bySubject(state)) {
            if (subject.document().isPresent()) {
                document(subject.document().get());
            }
        }
        for (SubjectState subject : bySubject(state)) {
            subject(subject);
        }
    }

    /** An entry before the base that made something in place there. */
    public void kept(LedgerEntry entry) throws IOException {
        wrapped("kept", entry);
    }

    /**
     * An entry, after the documents that it brought.
     *
     * @param documents finds the document that a change led to; none is written if there is none
     */
    public void entry(LedgerEntry entry, Function<Change, Optional<Document>> documents) throws IOException {
        for (Change change : entry.changes()) {
            Optional<Document> document = documents.apply(change);
            if (document.isPresent()) {
                document(document.get());
            }
        }
        wrapped("entry", entry);
    }

    /** A document, or a chunk, that entries to come need. */
    public void stored(Document document) throws IOException {
        document(document);
    }

    /** How many documents and chunks were written. */
    public long documents() {
        return count;
    }

    /** Writes documents again from here on, so that what follows can be read without what is before; but not chunks. */
    public void beginAnew() {
        documents.clear();
    }

    /** Ends a ledger. */
    public void end(LedgerId ledger, long revision) throws IOException {
        line(Map.of("end", where(ledger, revision, Map.of())));
    }

    /** Ends a ledger at an entry that does not hold. */
    public void stopped(BrokenEntry broken) throws IOException {
        Map<String, Value> detail = Map.of("detail", Value.of(broken.detail()));
        line(Map.of("stopped", where(broken.ledger(), broken.revision(), detail)));
    }

    private static List<SubjectState> bySubject(LedgerState state) {
        return Stream.concat(state.live().stream(), state.tombstones().stream())
                .sorted(Comparator.comparing(SubjectState::subject))
                .toList();
    }

    private void subject(SubjectState state) throws IOException {
        Map<String, Value> members = new HashMap<>();
        members.put("kind", Value.of(state.subject().kind()));
        members.put("key", Value.of(state.subject().key()));
        members.put("version", Value.of((double) state.version()));
        Optional<String> hash = state.hash();
        hash.ifPresent(text -> members.put("document", Value.of(text)));
        line(Map.of("subject", Value.of(members)));
    }

    private static Value where(LedgerId ledger, long revision, Map<String, Value> more) {
        Map<String, Value> members = new HashMap<>(more);
        members.put("ledger", Value.of(ledger.text()));
        members.put("revision", Value.of((double) revision));
        return Value.of(members);
    }

    private void document(Document document) throws IOException {
        if (documents.add(document.hash())) {
            if (document.members().isPresent()) {
                for (MemberChunk chunk : document.members().get().chunks()) {
                    if (chunks.add(chunk.hash())) {
                        write(ChunkFormat.write(chunk));
                    }
                }
            }
            write(document);
        }
    }

    private void write(Document document) throws IOException {
        count++;
        text("{\"document\":");
        out.write(document.bytes());
        text(",\"hash\":\"" + document.hash() + "\"}\n");
    }

    private void wrapped(String name, LedgerEntry entry) throws IOException {
        text("{\"" + name + "\":");
        out.write(EntryFormat.write(entry));
        text("}\n");
    }

    private void line(Map<String, Value> members) throws IOException {
        out.write(CanonicalJson.bytes(Value.of(members)));
        text("\n");
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
