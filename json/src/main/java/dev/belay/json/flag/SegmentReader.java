package dev.belay.json.flag;

import dev.belay.core.EvaluationContext;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.Segment;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.Set;

/** Reads the document of a segment. */
final class SegmentReader {

    static final String DEFAULT_BY = EvaluationContext.TARGETING_KEY;

    private static final Set<String> FIELDS = Set.of("format", "key", "when", "included", "excluded", "by", "members");

    private SegmentReader() {}

    static Segment read(Part root) {
        Members document = root.members(FIELDS);
        Header.checkFormat(document);
        Header.requires(document);
        document.find("members").ifPresent(SegmentReader::refuseMembers);
        Segment segment = new Segment(
                Header.key(document.require("key")),
                document.find("when").map(new ConditionReader(Bucketing.defaultFor(""))::read),
                keys(document, "included"),
                keys(document, "excluded"),
                document.find("by")
                        .map(part -> BucketingReader.attribute(part).toString())
                        .orElse(DEFAULT_BY));
        checkSize(root, segment.included().size() + segment.excluded().size());
        return segment;
    }

    private static Set<String> keys(Members document, String name) {
        return document.find(name).map(KeyList::read).orElse(Set.of());
    }

    private static void refuseMembers(Part part) {
        part.refuse("Uploaded member lists are not supported by this version; list keys in 'included'", "no 'members'");
    }

    private static void checkSize(Part root, int count) {
        if (count > SegmentFormat.MAX_KEYS && root.findings().isStrict()) {
            root.refuse("The segment lists " + count + " keys", "at most " + SegmentFormat.MAX_KEYS + " keys together");
        }
    }
}
