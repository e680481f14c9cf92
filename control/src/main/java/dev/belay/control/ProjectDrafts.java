package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What has to be written for a project or an environment to exist. */
final class ProjectDrafts {

    private ProjectDrafts() {}

    static List<Draft> firstStart(WriteRequest request, String project, List<String> environments) {
        List<Draft> drafts = new ArrayList<>();
        drafts.add(Draft.creating(LedgerId.INSTANCE));
        drafts.addAll(project(request, project, project));
        environments.forEach(key -> drafts.addAll(environment(request, project, key, key)));
        return drafts;
    }

    static List<Draft> project(WriteRequest request, String key, String name) {
        return List.of(
                Draft.creating(LedgerId.catalogue(key)),
                entry(request, LedgerId.INSTANCE, new Subject(Subject.PROJECT, key), name));
    }

    static List<Draft> environment(WriteRequest request, String project, String key, String name) {
        return List.of(
                Draft.creating(LedgerId.flagSet(project, key)),
                entry(request, LedgerId.catalogue(project), new Subject(Subject.ENVIRONMENT, key), name));
    }

    private static Draft entry(WriteRequest request, LedgerId ledger, Subject subject, String name) {
        Document document = Document.of(
                Value.of(Map.of("format", Value.of(1), "key", Value.of(subject.key()), "name", Value.of(name))));
        return Draft.of(
                ledger, Authors.of(request), subject.kind() + ".created", List.of(DraftChange.put(subject, document)));
    }
}
