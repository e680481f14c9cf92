package dev.belay.core.lint;

import dev.belay.core.Value;
import java.util.ArrayList;
import java.util.List;

/** Gathers the remarks on one document, up to a limit. */
final class Remarks {

    static final int MOST = 100;

    private final List<Remark> all = new ArrayList<>();
    private boolean isCut;

    void add(RemarkCode code, String path, String detail, Value example) {
        if (all.size() < MOST) {
            all.add(new Remark(code, path, detail, example));
        } else {
            isCut = true;
        }
    }

    void add(RemarkCode code, String path, String detail, String reason) {
        add(code, path, detail, Value.of(reason));
    }

    /** Everything, and where it was cut, that it was. */
    List<Remark> done(Budget budget) {
        List<Remark> done = new ArrayList<>(all);
        if (isCut) {
            done.add(limit("More was found than the " + MOST + " remarks shown; mend these and lint again"));
        }
        if (budget.isSpent()) {
            done.add(limit("The document is too large to compare everything with everything; "
                    + "what is shown is right, and more may be wrong"));
        }
        return List.copyOf(done);
    }

    private static Remark limit(String detail) {
        return new Remark(RemarkCode.LIMIT_REACHED, "", detail, Value.of("the work on one document is bounded"));
    }
}
