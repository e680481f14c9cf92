package dev.belay.server.segments;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some members in the order of their UTF-8 bytes.
 *
 * @param keys the members
 * @param next what to go on after, if there are more
 */
record MemberPage(List<String> keys, Optional<String> next) {

    /** So many characters are enough for a page, however many keys they are. */
    static final int MOST_CHARACTERS = 4_000_000;

    // Absent means from the beginning, as in the query that this comes from.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    static MemberPage of(MemberSet members, Optional<String> after, int limit) {
        List<String> keys = new ArrayList<>();
        long characters = 0;
        List<MemberChunk> chunks = members.chunks();
        int first = after.map(key -> Math.max(0, members.indexOf(key))).orElse(0);
        for (MemberChunk chunk : chunks.subList(Math.min(first, chunks.size()), chunks.size())) {
            for (int index = after.map(key -> chunk.floor(key) + 1).orElse(0); index < chunk.size(); index++) {
                if (keys.size() == limit || characters >= MOST_CHARACTERS) {
                    return new MemberPage(keys, Optional.of(keys.getLast()));
                }
                keys.add(chunk.key(index));
                characters += keys.getLast().length();
            }
        }
        return new MemberPage(keys, Optional.empty());
    }
}
