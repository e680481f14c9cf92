package dev.belay.server.replica;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents of the steps that are kept, by hash.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class CopiedDocuments {

    private final Map<String, Used> byHash = new HashMap<>();

    void add(CopiedStep step) {
        step.documents()
                .forEach(document ->
                        byHash.merge(document.hash(), new Used(document, 1), (known, one) -> known.by(one.times())));
    }

    void remove(CopiedStep step) {
        step.documents()
                .forEach(document -> byHash.computeIfPresent(
                        document.hash(), (hash, known) -> known.times() == 1 ? null : known.by(-1)));
    }

    void clear() {
        byHash.clear();
    }

    Optional<Document> find(String hash) {
        return Optional.ofNullable(byHash.get(hash)).map(Used::document);
    }

    List<Document> all() {
        return byHash.values().stream().map(Used::document).toList();
    }

    /** The document of a state with this hash, or the chunk that one of these documents or of the state names so. */
    static Optional<Document> search(String hash, LedgerState state, Collection<Document> others) {
        return live(state)
                .filter(document -> document.hash().equals(hash))
                .findFirst()
                .or(() -> chunk(hash, Stream.concat(live(state), others.stream())));
    }

    private static Stream<Document> live(LedgerState state) {
        return state.live().stream().flatMap(subject -> subject.document().stream());
    }

    private static Optional<Document> chunk(String hash, Stream<Document> documents) {
        return documents
                .flatMap(document -> document.members().map(MemberSet::chunks).orElse(List.of()).stream())
                .filter((MemberChunk chunk) -> chunk.hash().equals(hash))
                .findFirst()
                .map(ChunkFormat::write);
    }

    private record Used(Document document, int times) {
        Used by(int more) {
            return new Used(document, times + more);
        }
    }
}
