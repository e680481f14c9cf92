package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which chunks a flag set uses: those of its newest state, found by an index that is made once for each state; and those
 * of the states before it that streams may still be told of, searched when they are asked for.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; may block on the store.
 */
final class ChunksInUse {

    private final LedgerStore store;
    private final Map<LedgerId, Index> indexes = new ConcurrentHashMap<>();

    ChunksInUse(LedgerStore store) {
        this.store = store;
    }

    Optional<MemberChunk> find(LedgerId flagSet, LedgerState head, String hash) {
        Index index = indexes.compute(
                flagSet,
                (_, known) -> known == null || !known.position().equals(head.position()) ? index(head) : known);
        MemberChunk current = index.chunks().get(hash);
        return current == null ? earlier(flagSet, head, hash) : Optional.of(current);
    }

    private static Index index(LedgerState head) {
        Map<String, MemberChunk> chunks = new HashMap<>();
        head.live().stream()
                .flatMap(subject -> subject.document().flatMap(Document::members).stream())
                .forEach(members -> members.chunks().forEach(chunk -> chunks.put(chunk.hash(), chunk)));
        return new Index(head.position(), chunks);
    }

    private Optional<MemberChunk> earlier(LedgerId flagSet, LedgerState head, String hash) {
        long oldest = head.position().revision() - Frame.HISTORY;
        return Stream.concat(head.live().stream(), head.tombstones().stream())
                .map(SubjectState::subject)
                .filter(subject -> subject.kind().equals(Subject.SEGMENT))
                .flatMap(segment -> store.versions(flagSet, segment).reversed().stream())
                .filter(version -> version.position().revision() >= oldest)
                .flatMap(version -> version.hash().flatMap(store::document).stream())
                .flatMap(document -> document.members().stream())
                .flatMap(members -> members.chunks().stream())
                .filter(chunk -> chunk.hash().equals(hash))
                .findFirst();
    }

    private record Index(Position position, Map<String, MemberChunk> chunks) {}
}
