package dev.belay.control;

import dev.belay.json.Violation;
import dev.belay.json.state.Subject;
import java.util.List;
import java.util.Map;

/** Refusals of what does not exist. */
final class NotFound {

    private NotFound() {}

    static RefusedException of(Subject subject, boolean archived, Origin origin) {
        ProblemName name =
                subject.kind().equals(Subject.FLAG) ? ProblemName.FLAG_NOT_FOUND : ProblemName.SEGMENT_NOT_FOUND;
        String detail = archived
                ? "The " + Finding.name(subject)
                        + " is archived; create it again, or roll it back to a version that it had"
                : "There is no " + Finding.name(subject) + " in this environment; check the key, or create it";
        return new RefusedException(name, detail, List.of(Violation.of(origin.path(), detail)), Map.of());
    }

    static RefusedException project(String project) {
        return new RefusedException(
                ProblemName.PROJECT_NOT_FOUND, "There is no project '" + project + "'; check the key, or create it");
    }

    static RefusedException environment(String project, String environment) {
        return new RefusedException(
                ProblemName.ENVIRONMENT_NOT_FOUND,
                "There is no environment '" + environment + "' in project '" + project
                        + "'; check the key, or create it");
    }
}
