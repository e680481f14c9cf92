package dev.belay.server.flagset;

import dev.belay.control.Linting;
import dev.belay.control.SubjectRemark;
import dev.belay.core.Value;
import dev.belay.json.reference.References;
import dev.belay.server.http.Structure;
import java.util.List;

/** Writes the linter's remarks. */
public final class RemarkValues {

    private RemarkValues() {}

    /** The remarks, in their order. */
    public static List<Value> of(Linting linting) {
        return linting.remarks().stream().map(RemarkValues::value).toList();
    }

    /** The beginning of an answer: the remarks, and what they do not cover. */
    public static Structure answer(Linting linting) {
        Structure answer = new Structure().with("remarks", of(linting));
        if (!linting.warnings().isEmpty()) {
            answer.with("warnings", linting.warnings().stream().map(Value::of).toList());
        }
        return answer;
    }

    private static Value value(SubjectRemark found) {
        return new Structure()
                .with("subject", References.subject(found.subject()))
                .with("code", found.remark().code().word())
                .with("path", found.remark().path())
                .with("detail", found.remark().detail())
                .with("example", found.remark().example())
                .value();
    }
}
