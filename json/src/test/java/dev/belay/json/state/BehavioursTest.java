package dev.belay.json.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehavioursTest {

    private final LedgerState first = LedgerState.empty("e1").apply(at(1), Instant.EPOCH, List.of(flag("basket", 1)));

    @Test
    void followsWhatAFlagDependsOnOnceForEachState() {
        Behaviour once = first.behaviour("basket");

        assertThat(first.behaviour("basket")).isSameAs(once);
        assertThat(once).isEqualTo(Behaviour.of(FlagClosure.of(first, "basket")));
    }

    @Test
    void remembersNothingOfAnotherState() {
        Behaviour before = first.behaviour("basket");

        LedgerState elsewhere = first.apply(at(2), Instant.EPOCH, List.of(flag("wide", 1)));
        LedgerState changed = elsewhere.apply(at(3), Instant.EPOCH, List.of(flag("basket", 2)));

        assertThat(elsewhere.behaviour("basket")).isEqualTo(before).isNotSameAs(before);
        assertThat(changed.behaviour("basket").hash()).isNotEqualTo(before.hash());
    }

    @Test
    void isNotDrivenOutByAQuestionOfAnOlderState() {
        LedgerState newest = first.apply(at(2), Instant.EPOCH, List.of(flag("wide", 1)));
        Behaviour known = newest.behaviour("basket");

        Behaviour older = first.behaviour("basket");

        assertThat(newest.behaviour("basket")).isSameAs(known);
        assertThat(first.behaviour("basket")).isEqualTo(older).isNotSameAs(older);
    }

    @Test
    void remembersNoKeysThatNoFlagHas() {
        assertThat(first.behaviour("absent")).isNotSameAs(first.behaviour("absent"));
    }

    private static Position at(long revision) {
        return new Position("e1", revision);
    }

    private static SubjectState flag(String key, int version) {
        String text = """
                {"format": 1, "key": "%s", "type": "boolean", "enabled": true, "variants": [{"name": "v%d", "value": true}],
                 "rules": [{"id": "r", "when": {"segment": "beta"}, "serve": {"variant": "v%d"}}]}
                """.formatted(key, version, version);
        return SubjectState.live(Subject.flag(key), version, Document.of(Json.read(text)));
    }
}
