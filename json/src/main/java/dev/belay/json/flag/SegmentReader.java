package dev.belay.json.flag;

import dev.belay.core.EvaluationContext;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads the document of a segment. */
final class SegmentReader {

    static final String DEFAULT_BY = EvaluationContext.TARGETING_KEY;

    private static final Set<String> FIELDS =
            Set.of("format", "key", "when", "included", "excluded", "by", "members", "requires");

    private SegmentReader() {}

    /** @param chunks finds the set of chunks that the document names, or says by an exception why there is none */
    static Segment read(Part root, Function<List<String>, MemberSet> chunks) {
        Members document = root.members(FIELDS);
        Header.checkFormat(document);
        List<String> requires = Header.requires(document);
        Segment segment = new Segment(
                Header.key(document.require("key")),
                document.find("when").map(new ConditionReader(Bucketing.defaultFor(""))::read),
                keys(document, "included"),
                keys(document, "excluded"),
                document.find("by")
                        .map(part -> BucketingReader.attribute(part).toString())
                        .orElse(DEFAULT_BY),
                document.find("members").flatMap(part -> MembersReader.read(part, chunks)),
                requires);
        checkSize(root, segment.included().size() + segment.excluded().size());
        return segment;
    }

    private static Set<String> keys(Members document, String name) {
        return document.find(name).map(KeyList::read).orElse(Set.of());
    }

    private static void checkSize(Part root, int count) {
        if (count > SegmentFormat.MAX_KEYS && root.findings().isStrict()) {
            root.refuse(
                    "The segment lists " + count + " keys; upload more than that as its members",
                    "at most " + SegmentFormat.MAX_KEYS + " keys together");
        }
    }
}
