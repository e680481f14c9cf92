package dev.belay.json.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.flag.Segment;
import dev.belay.core.lint.Linter;
import dev.belay.core.lint.Remark;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the language-neutral cases from the documents to the remarks. */
class LintCasesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void remarksAsExpected(String name, Snapshot snapshot, List<String> expected) {
        Linter linter = Linter.of(snapshot);
        List<String> found = new ArrayList<>();
        for (SnapshotFlag flag : snapshot.flags()) {
            linter.lint(((SnapshotFlag.Understood) flag).flag())
                    .forEach(remark -> found.add(describe("flag", flag.key(), remark)));
        }
        for (Segment segment : snapshot.segments()) {
            linter.lint(segment).forEach(remark -> found.add(describe("segment", segment.key(), remark)));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> cases() throws IOException {
        try (InputStream in = LintCasesTest.class.getResourceAsStream("/conformance/lint.json")) {
            byte[] bytes = Objects.requireNonNull(in, "lint.json").readAllBytes();
            return items(Json.read(bytes, JsonLimits.DEFAULT))
                    .map(each -> Arguments.of(text(each, "name"), snapshot(each), expected(each)));
        }
    }

    private static Snapshot snapshot(Map<String, Value> flagSet) {
        List<SubjectState> subjects = new ArrayList<>();
        items(flagSet.get("flags")).forEach(flag -> subjects.add(state(Subject.flag(text(flag, "key")), flag)));
        items(flagSet.get("segments"))
                .forEach(segment -> subjects.add(state(Subject.segment(text(segment, "key")), segment)));
        return LedgerState.of(new Position("e1", 1), Instant.EPOCH, subjects).snapshot();
    }

    private static List<String> expected(Map<String, Value> flagSet) {
        return items(flagSet.get("remarks"))
                .map(each -> {
                    Map<String, Value> subject =
                            ((Value.StructureValue) Objects.requireNonNull(each.get("subject"))).members();
                    return text(subject, "kind") + " " + text(subject, "key") + " " + text(each, "code") + " "
                            + text(each, "path");
                })
                .toList();
    }

    private static String describe(String kind, String key, Remark remark) {
        return kind + " " + key + " " + remark.code().word() + " " + remark.path();
    }

    private static SubjectState state(Subject subject, Map<String, Value> document) {
        return SubjectState.live(subject, 1, Document.of(Value.of(document)));
    }

    private static Stream<Map<String, Value>> items(Value list) {
        return ((Value.ListValue) list).items().stream().map(item -> ((Value.StructureValue) item).members());
    }

    private static String text(Map<String, Value> members, String name) {
        return ((Value.TextValue) Objects.requireNonNull(members.get(name))).value();
    }
}
