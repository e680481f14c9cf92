package dev.belay.core.lint;

import dev.belay.core.Value;
import dev.belay.core.flag.Segment;
import dev.belay.core.flag.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for keys that are listed where another list has them already. */
final class KeyFindings {

    private final Remarks remarks;

    KeyFindings(Remarks remarks) {
        this.remarks = remarks;
    }

    void look(List<Target> targets) {
        Map<String, String> variants = new HashMap<>();
        for (int target = 0; target < targets.size(); target++) {
            String variant = targets.get(target).variant();
            int at = 0;
            for (String key : targets.get(target).keys()) {
                String first = variants.putIfAbsent(key, variant);
                if (first != null) {
                    add(
                            "/targets/" + target + "/keys/" + at,
                            key,
                            "listed for the variant " + Words.quoted(first)
                                    + " before, which it gets; remove it from one of the lists");
                }
                at++;
            }
        }
    }

    void look(Segment segment) {
        int at = 0;
        for (String key : segment.included()) {
            if (segment.excluded().contains(key)) {
                add("/included/" + at, key, "excluded as well, which wins; remove it from one of the lists");
            }
            at++;
        }
    }

    private void add(String path, String key, String what) {
        remarks.add(RemarkCode.SHADOWED_KEY, path, "The key " + Words.quoted(key) + " is " + what, Value.of(key));
    }
}
