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
