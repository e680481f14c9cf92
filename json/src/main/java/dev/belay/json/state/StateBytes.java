package dev.belay.json.state;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What states differ in, in bytes: documents, and the chunks of members that they do not have in common.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class StateBytes {

    private StateBytes() {}

    /** What a state has and loses by changes. Chunks that several segments have count for each. */
    public static long replaced(LedgerState state, Collection<SubjectState> changes) {
        long bytes = 0;
        for (SubjectState change : changes) {
            bytes += missing(documentIn(state, change), change.document().orElse(null), new HashSet<>());
        }
        return bytes;
    }

    /**
     * What a change brings to a state.
     *
     * @param counted chunks that have been counted already; those of this change come to them
     */
    public static long brought(@Nullable LedgerState state, SubjectState change, Set<MemberChunk> counted) {
        Document before = state == null ? null : documentIn(state, change);
        return missing(change.document().orElse(null), before, counted);
    }

    private static @Nullable Document documentIn(LedgerState state, SubjectState change) {
        SubjectState before = state.subject(change.subject());
        return before == null ? null : before.document().orElse(null);
    }

    /** The bytes of one document that are not in the other. */
    private static long missing(@Nullable Document one, @Nullable Document other, Set<MemberChunk> counted) {
        if (one == null || one.equals(other)) {
            return 0;
        }
        Set<MemberChunk> common = new HashSet<>(chunks(other));
        long bytes = one.length();
        for (MemberChunk chunk : chunks(one)) {
            if (!common.contains(chunk) && counted.add(chunk)) {
                bytes += chunk.bytes();
            }
        }
        return bytes;
    }

    private static List<MemberChunk> chunks(@Nullable Document document) {
        return document == null
                ? List.of()
                : document.members().map(MemberSet::chunks).orElse(List.of());
    }
}
