package dev.belay.json.member;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds and removes members. Only the chunks that an added or removed key lies in are made anew, and those after them
 * until the cuts fall where they fell before; the outcome is what {@link MemberPartition} makes of all keys.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class MemberEdit {

    private final MemberChunk[] chunks;
    private final MemberPartition partition = new MemberPartition();
    private final TreeMap<byte[], Boolean> edits = new TreeMap<>(Arrays::compareUnsigned);

    private MemberEdit(MemberSet base) {
        chunks = base.chunks().toArray(MemberChunk[]::new);
    }

    /**
     * The set with some keys more and some keys less.
     *
     * @param remove wins over {@code add}; keys that are no members change nothing, nor do keys to add that are
     */
    public static MemberSet apply(MemberSet base, Collection<String> add, Collection<String> remove) {
        MemberEdit edit = new MemberEdit(base);
        add.stream().filter(key -> !base.contains(key)).forEach(key -> edit.edits.put(utf8(key), true));
        for (String key : remove) {
            edit.edits.remove(utf8(key));
            if (base.contains(key)) {
                edit.edits.put(utf8(key), false);
            }
        }
        return edit.edits.isEmpty() ? base : edit.run();
    }

    private MemberSet run() {
        for (int index = 0; index < chunks.length; index++) {
            boolean untouched = edits.isEmpty() || !touches(index);
            if (untouched && partition.endsBefore(chunks[index].utf8(0))) {
                partition.add(chunks[index]);
            } else {
                merge(chunks[index]);
            }
        }
        addBefore(null);
        return partition.finish();
    }

    // A chunk is as it was when nothing comes or goes from after its predecessor's end to the next one's first key.
    private boolean touches(int index) {
        byte[] next = edits.firstKey();
        return index + 1 == chunks.length || Arrays.compareUnsigned(next, chunks[index + 1].utf8(0)) <= 0;
    }

    private void merge(MemberChunk chunk) {
        for (int index = 0; index < chunk.size(); index++) {
            byte[] key = chunk.utf8(index);
            addBefore(key);
            if (!edits.isEmpty() && Arrays.equals(edits.firstKey(), key)) {
                edits.pollFirstEntry();
            } else {
                partition.add(key);
            }
        }
    }

    private void addBefore(byte @Nullable [] key) {
        while (!edits.isEmpty() && (key == null || Arrays.compareUnsigned(edits.firstKey(), key) < 0)) {
            Map.Entry<byte[], Boolean> edit = edits.pollFirstEntry();
            if (edit.getValue()) {
                partition.add(edit.getKey());
            }
        }
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
