package dev.belay.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LintingTest {

    private static final int FLAGS = 12;

    @Test
    void endsAPageWhenItHasTakenEnoughSteps() {
        Linting first = Linting.of(costly(), Optional.empty());

        assertThat(first.linted()).isBetween(1, FLAGS - 1);
        assertThat(first.left()).isEqualTo(FLAGS - first.linted());
        assertThat(first.isComplete()).isFalse();
    }

    @Test
    void looksAtEveryFlagOnceFromPageToPage() {
        List<String> remarkedOn = new ArrayList<>();
        Linting page = Linting.of(costly(), Optional.empty());
        remarkedOn.addAll(keys(page));
        while (!page.isComplete()) {
            page = Linting.of(costly(), page.last());
            remarkedOn.addAll(keys(page));
        }

        assertThat(remarkedOn).hasSize(FLAGS).doesNotHaveDuplicates();
        assertThat(page.left()).isZero();
    }

    @Test
    void looksAtManySmallFlagsAtOnce() {
        LedgerState state = state(IntStream.range(0, 500).mapToObj(at -> flag("flag-%03d".formatted(at), "")));

        Linting all = Linting.of(state, Optional.empty());

        assertThat(all.linted()).isEqualTo(500);
        assertThat(all.warnings()).isEmpty();
    }

    @Test
    void saysWhereTypesOfAttributesAreNotKnown() {
        String types = IntStream.range(0, 600)
                .mapToObj(at -> "{\"attribute\": \"level\", \"equals\": " + at + "}")
                .collect(Collectors.joining(", ", "{\"any\": [", "]}"));
        LedgerState state =
                state(IntStream.range(0, 18).mapToObj(at -> flag("flag-%02d".formatted(at), """
                , "rules": [{"id": "r", "when": %s, "serve": {"variant": "off"}}]""".formatted(types))));

        Linting saved = Linting.onSave(state, List.of(Subject.flag("flag-17")).stream());

        assertThat(saved.warnings()).singleElement().asString().contains("types of attributes");
    }

    private static List<String> keys(Linting page) {
        return page.remarks().stream().map(remark -> remark.subject().key()).toList();
    }

    /** Each flag alone takes all steps that one document may take, which is what it is remarked on for. */
    private static LedgerState costly() {
        String rules = IntStream.range(0, 200)
                .mapToObj(rule -> """
                        {"id": "r%d", "when": {"attribute": "a", "in": [%s]}, "serve": {"variant": "off"}}""".formatted(
                                rule,
                                IntStream.range(0, 100)
                                        .mapToObj(item -> "\"" + rule + "-" + item + "\"")
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining(", "));
        return state(IntStream.range(0, FLAGS)
                .mapToObj(at -> flag("flag-%02d".formatted(at), ", \"rules\": [" + rules + "]")));
    }

    private static LedgerState state(Stream<SubjectState> subjects) {
        return LedgerState.of(new Position("e1", 1), Instant.EPOCH, subjects.toList());
    }

    private static SubjectState flag(String key, String members) {
        return SubjectState.live(Subject.flag(key), 1, Document.of(FlagFormat.write(Bench.flag(key, members))));
    }
}
