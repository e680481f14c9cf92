package dev.belay.store.redis;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreHealth;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads documents by their hashes.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
record DocumentTexts(RedisLink link, RedisKeys keys, ChunkPool pool) {

    private static final int PAGE = 500;

    /** The document with this hash, and the members whose chunks it names. */
    Optional<Document> find(String hash) {
        return findAlone(hash).map(this::withChunks);
    }

    /** The document with this hash, without its chunks. */
    Optional<Document> findAlone(String hash) {
        return Optional.ofNullable(link.ask(connection -> connection.sync().hget(keys.documents(), hash)))
                .map(bytes -> verified(hash, bytes));
    }

    /** Those of some documents that there are, with their members. */
    Map<String, Document> findAll(Collection<String> hashes) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(hashes));
        Map<String, Document> found = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += PAGE) {
            String[] page =
                    wanted.subList(from, Math.min(from + PAGE, wanted.size())).toArray(String[]::new);
            for (KeyValue<String, byte[]> each :
                    link.ask(connection -> connection.sync().hmget(keys.documents(), page))) {
                if (each.hasValue()) {
                    found.put(each.getKey(), withChunks(verified(each.getKey(), each.getValue())));
                }
            }
        }
        return found;
    }

    /** Those of these hashes by which there is none. */
    Set<String> missing(Collection<String> hashes) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(hashes));
        return link.ask(connection -> {
            List<RedisFuture<Boolean>> answers = new ArrayList<>();
            wanted.forEach(hash -> answers.add(connection.async().hexists(keys.documents(), hash)));
            Set<String> missing = new HashSet<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (!Answers.await(answers.get(i), connection.getTimeout())) {
                    missing.add(wanted.get(i));
                }
            }
            return missing;
        });
    }

    private Document withChunks(Document document) {
        if (document.missingChunks().isEmpty()) {
            return document;
        }
        List<MemberChunk> chunks = new ArrayList<>();
        for (String hash : document.missingChunks()) {
            chunks.add(pool.find(hash).orElseGet(() -> pool.share(chunk(hash, document))));
        }
        return document.withMembers(new MemberSet(chunks));
    }

    private MemberChunk chunk(String hash, Document of) {
        return findAlone(hash)
                .map(ChunkFormat::read)
                .orElseThrow(() -> damaged("the chunk " + hash + " of the document " + of.hash() + " is missing"));
    }

    private static Document verified(String hash, byte[] bytes) {
        try {
            return Document.verified(hash, bytes);
        } catch (IllegalArgumentException otherBytes) {
            throw damaged("the document " + hash + " is not whole: " + otherBytes.getMessage());
        }
    }

    private static LedgerBrokenException damaged(String detail) {
        return new LedgerBrokenException(new StoreHealth.Broken(
                "What Redis holds is damaged: " + detail + "; restore it from a backup", Optional.empty()));
    }
}
