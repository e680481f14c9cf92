package dev.belay.ledger.replay;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns an entry, which holds only hashes, back into the state that it left. */
public final class Replay {

    private Replay() {}

    /**
     * The state after an entry.
     *
     * @param state     the state after the entry's predecessor
     * @param documents finds a document by its hash
     * @throws MissingDocumentException if a document of the entry is not found
     */
    public static LedgerState next(
            LedgerState state, LedgerEntry entry, Function<String, Optional<Document>> documents) {
        List<SubjectState> changed = new ArrayList<>(entry.changes().size());
        for (Change change : entry.changes()) {
            Optional<Document> after = change.after().map(hash -> find(hash, entry, documents));
            changed.add(new SubjectState(change.subject(), change.version(), after));
        }
        return state.apply(entry.position(), entry.at(), changed);
    }

    private static Document find(String hash, LedgerEntry entry, Function<String, Optional<Document>> documents) {
        return documents.apply(hash).orElseThrow(() -> new MissingDocumentException(entry.position(), hash));
    }
}
