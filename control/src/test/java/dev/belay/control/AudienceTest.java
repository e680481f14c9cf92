package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.request;
import static dev.belay.control.Bench.segment;
import static dev.belay.control.Bench.segmented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.flag.Flag;
import dev.belay.json.flag.Capabilities;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudienceTest {

    private static final Flag OF_VERSION = flag("basket", """
            , "rules": [{"id": "r", "when": {"attribute": "app", "semver": ">=2"}, "serve": {"variant": "off"}}]""");
    private static final String WARNING =
            " instances cannot evaluate this, and use the default values of the calling code: they lack operator:semver";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void isWarnedOfWhereSomeCannotEvaluateWhatIsSaved() {
        bench.evaluators.addAll(List.of(Capabilities.KNOWN, without("operator:semver"), Capabilities.KNOWN));

        assertThat(bench.put(OF_VERSION).warnings()).containsExactly("1 of 3" + WARNING);
        assertThat(bench.put(flag("plain")).warnings()).isEmpty();
    }

    @Test
    void isWarnedOfInADryRun() {
        bench.evaluators.add(without("operator:semver"));

        assertThat(bench.apply(request().asDryRun(), new Operation.PutFlag(OF_VERSION, Precondition.NONE))
                        .warnings())
                .containsExactly("1 of 1" + WARNING);
    }

    @Test
    void isWarnedOfWhatAFlagAsks() {
        bench.put(segment("testers", "\"when\": {\"attribute\": \"app\", \"semver\": \">=2\"}"));
        bench.evaluators.add(without("operator:semver"));

        assertThat(bench.put(segmented("basket", "testers")).warnings()).containsExactly("1 of 1" + WARNING);
    }

    @Test
    void isToldEverythingThatIsMissingInOneSentence() {
        bench.evaluators.add(Set.of("algorithm:belay-1"));

        assertThat(bench.changeSet(
                                new Operation.PutFlag(OF_VERSION, Precondition.NONE),
                                new Operation.PutSegment(segment("testers", """
                        "when": {"all": [{"not": {"attribute": "ip", "cidr": "10.0.0.0/8"}}, {"any": []},
                                         {"attribute": "age", "atLeast": 7, "as": "number"}]}"""), Precondition.NONE))
                        .warnings())
                .containsExactly(
                        "1 of 1 instances cannot evaluate all of this, and use the default values of the calling"
                                + " code: they lack as:number, condition:all, condition:any, condition:attribute,"
                                + " condition:not, 3 more");
    }

    @Test
    void isNotAskedWhereNothingChanges() {
        bench.put(OF_VERSION);
        bench.evaluators.add(Set.of("algorithm:belay-1"));

        assertThat(bench.put(OF_VERSION).warnings()).isEmpty();
    }

    private static Set<String> without(String capability) {
        Set<String> capabilities = new HashSet<>(Capabilities.KNOWN);
        capabilities.remove(capability);
        return capabilities;
    }
}
