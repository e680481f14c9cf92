package dev.belay.store.sql;

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
import dev.belay.store.sql.LedgerExport.Exported;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The lines of an export. */
final class ExportLines {

    private final OutputStream out;
    private final Set<String> written = new HashSet<>();

    ExportLines(OutputStream out) throws IOException {
        this.out = out;
        line(Map.of("format", Value.of("belay-export-1")));
    }

    void begin(LedgerRow ledger) throws IOException {
        line(Map.of(
                "ledger", Value.of(Map.of("name", Value.of(ledger.id().text()), "epoch", Value.of(ledger.epoch())))));
    }

    /** An entry, after the documents that it brought. */
    void entry(LedgerEntry entry, LedgerState after) throws IOException {
        for (Change change : entry.changes()) {
            SubjectState state = after.subject(change.subject());
            if (state != null && state.isLive() && written.add(state.hash().orElseThrow())) {
                chunks(state.document().orElseThrow());
                document(state.document().orElseThrow());
            }
        }
        text("{\"entry\":");
        out.write(EntryFormat.write(entry));
        text("}\n");
    }

    void end(Exported exported) throws IOException {
        if (exported.broken().isEmpty()) {
            line(Map.of("end", where(exported, exported.entries(), Map.of())));
            return;
        }
        BrokenEntry broken = exported.broken().get();
        Map<String, Value> detail = Map.of("detail", Value.of(broken.detail()));
        line(Map.of("stopped", where(exported, broken.revision(), detail)));
    }

    private static Value where(Exported exported, long revision, Map<String, Value> more) {
        Map<String, Value> members = new HashMap<>(more);
        members.put("ledger", Value.of(exported.ledger().text()));
        members.put("revision", Value.of((double) revision));
        return Value.of(members);
    }

    private void chunks(Document document) throws IOException {
        if (document.members().isPresent()) {
            for (MemberChunk chunk : document.members().get().chunks()) {
                if (written.add(chunk.hash())) {
                    document(ChunkFormat.write(chunk));
                }
            }
        }
    }

    private void document(Document document) throws IOException {
        text("{\"document\":");
        out.write(document.bytes());
        text(",\"hash\":\"" + document.hash() + "\"}\n");
    }

    private void line(Map<String, Value> members) throws IOException {
        out.write(CanonicalJson.bytes(Value.of(members)));
        text("\n");
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
