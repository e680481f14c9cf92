package dev.belay.json.flag;

import dev.belay.core.flag.MemberSet;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads which chunks the members of a segment lie in. */
final class MembersReader {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private MembersReader() {}

    static Optional<MemberSet> read(Part part, Function<List<String>, MemberSet> chunks) {
        Members members = part.members(Set.of("chunks", "count"));
        Part list = members.require("chunks");
        List<String> hashes = list.items().stream().map(MembersReader::hash).toList();
        long count = members.require("count").integer(0, Integer.MAX_VALUE);
        if (hashes.size() > SegmentFormat.MAX_CHUNKS) {
            list.refuse("There are " + hashes.size() + " chunks", "at most " + SegmentFormat.MAX_CHUNKS + " chunks");
        }
        return part.findings().violations().isEmpty() ? set(part, hashes, count, chunks) : Optional.empty();
    }

    private static String hash(Part part) {
        String text = part.text();
        if (part.isText() && !HASH.matcher(text).matches()) {
            part.refuse("This must be a SHA-256 in 64 lower-case hexadecimal digits", "64 hexadecimal digits");
        }
        return text;
    }

    private static Optional<MemberSet> set(
            Part part, List<String> hashes, long count, Function<List<String>, MemberSet> chunks) {
        try {
            MemberSet set = hashes.isEmpty() ? MemberSet.EMPTY : chunks.apply(hashes);
            if (set.count() != count) {
                part.refuse("The chunks have " + set.count() + " keys, not " + count, "the count of the chunks");
            }
            return Optional.of(set);
        } catch (IllegalArgumentException unusable) {
            part.refuse(String.valueOf(unusable.getMessage()));
            return Optional.empty();
        }
    }
}
