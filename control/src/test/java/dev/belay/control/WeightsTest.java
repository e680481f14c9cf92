package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MovedShare;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import dev.belay.core.preview.SplitPreview;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.Json;
import dev.belay.json.Violation;
import dev.belay.json.flag.FlagFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final String RULE = """
            , "rules": [{"id": "beta", "when": {"all": []}, "serve": {"split": {
                "slices": [{"variant": "on", "weight": 30}, {"variant": "off", "weight": 70}],
                "bucketing": {"total": 100}}}}]""";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void makesASplitOfOneVariantThatMovesNoMoreThanItMust() {
        bench.put(flag("basket"));

        WriteResult result = bench.apply(weights(Optional.empty(), Map.of("on", 60_000, "off", 40_000)));

        assertThat(slices()).containsExactly(new Slice("on", 60_000), new Slice("off", 40_000));
        assertThat(moved(result)).isEqualTo(new MovedShare(40_000, 100_000));
        assertThat(result.entry().orElseThrow().action()).isEqualTo("flag.reweighed");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void leavesAHoleRatherThanMoveOthers() {
        bench.put(flag("basket"));
        bench.apply(weights(Optional.empty(), Map.of("on", 50_000, "off", 50_000)));

        bench.apply(weights(Optional.empty(), Map.of("on", 30_000, "off", 50_000)));

        assertThat(slices()).containsExactly(new Slice("on", 30_000), Slice.rest(20_000), new Slice("off", 50_000));
    }

    @Test
    void writesNothingIfTheWeightsAreTheSame() {
        bench.put(flag("basket"));

        WriteResult result = bench.apply(weights(Optional.empty(), Map.of("on", 100_000)));

        assertThat(result.entry()).isEmpty();
        assertThat(result.movements()).isEmpty();
    }

    @Test
    void keepsTheBucketingOfARule() {
        bench.put(flag("basket", RULE));

        bench.apply(weights(Optional.of("beta"), Map.of("on", 40, "off", 60)));

        Serve.Split split = (Serve.Split) document().rules().getFirst().serve();
        assertThat(split.slices()).containsExactly(new Slice("on", 40), new Slice("off", 60));
        assertThat(split.bucketing().total()).hasValue(100);
    }

    @Test
    void foreseesWhatADryRunMoves() {
        bench.put(flag("basket"));

        WriteResult result =
                bench.apply(request().asDryRun(), weights(Optional.empty(), Map.of("on", 75_000, "off", 25_000)));

        assertThat(moved(result)).isEqualTo(new MovedShare(25_000, 100_000));
        assertThat(document()).isEqualTo(flag("basket"));
    }

    @Test
    void saysWhichRuleOrVariantThereIsInstead() {
        bench.put(flag("basket", RULE));

        RefusedException rule = refusal(() -> bench.apply(weights(Optional.of("bta"), Map.of("on", 1))));
        RefusedException variant = refusal(() -> bench.apply(weights(Optional.empty(), Map.of("oN", 0))));
        RefusedException sum =
                refusal(() -> bench.changeSet(weights(Optional.of("beta"), Map.of("on", 60, "off", 41))));

        assertThat(rule.name()).isEqualTo(ProblemName.UNKNOWN_RULE);
        assertThat(rule.errors()).extracting(Violation::path).containsExactly("/rule");
        assertThat(variant.name()).isEqualTo(ProblemName.UNKNOWN_VARIANT);
        assertThat(variant.detail()).contains("oN");
        assertThat(sum.name()).isEqualTo(ProblemName.INVALID_DOCUMENT);
        assertThat(sum.errors()).extracting(Violation::path).containsExactly("/changes/0/weights");
        assertThat(sum.detail()).isEqualTo("The weights add up to 101, and this split has 100 buckets");
    }

    @Test
    void holdsToTheVersionThatItIsBasedOn() {
        bench.put(flag("basket"));

        RefusedException stale = refusal(() -> bench.apply(
                new Operation.Reweigh("basket", Optional.empty(), Map.of("on", 1), Precondition.version(7))));

        assertThat(stale.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
    }

    @Test
    void warnsOfAnEditThatMovesMoreThanItMust() {
        bench.put(split("[{\"variant\": \"on\", \"weight\": 50000}, {\"variant\": \"off\", \"weight\": 50000}]", ""));

        WriteResult same = bench.put(
                split("[{\"variant\": \"on\", \"weight\": 60000}, {\"variant\": \"off\", \"weight\": 40000}]", ""));
        WriteResult more = bench.put(
                split("[{\"variant\": \"off\", \"weight\": 60000}, {\"variant\": \"on\", \"weight\": 40000}]", ""));

        assertThat(same.warnings()).isEmpty();
        assertThat(more.warnings())
                .containsExactly("Otherwise of the flag 'basket' moves 100 % of keys; 20 % is the least for these"
                        + " weights, and `flag weights` or POST …/weights moves no more");
    }

    @Test
    void warnsOfAnEditThatDrawsAnew() {
        String slices = "[{\"variant\": \"on\", \"weight\": 50000}, {\"variant\": \"off\", \"weight\": 50000}]";
        bench.put(split(slices, ""));

        WriteResult anew = bench.put(split(slices, ", \"bucketing\": {\"salt\": \"other\"}"));

        assertThat(anew.warnings()).singleElement().asString().contains("draws its keys anew");
        assertThat(anew.movements().getFirst().splits().getFirst()).isInstanceOf(SplitPreview.Reshuffled.class);
    }

    private static Operation weights(Optional<String> rule, Map<String, Integer> weights) {
        return new Operation.Reweigh("basket", rule, weights, Precondition.NONE);
    }

    private static Flag split(String slices, String members) {
        return FlagFormat.read(Json.read("""
                {"key": "basket", "type": "boolean", "enabled": true,
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"split": {"slices": %s}}%s}""".formatted(slices, members)));
    }

    private static MovedShare moved(WriteResult result) {
        List<SplitPreview> splits = result.movements().getFirst().splits();
        return ((SplitPreview.Exact) splits.getFirst()).movement().moved();
    }

    private List<Slice> slices() {
        return ((Serve.Split) document().otherwise().orElseThrow()).slices();
    }

    private Flag document() {
        return ((SnapshotFlag.Understood)
                        Objects.requireNonNull(bench.head().snapshot().flag("basket")))
                .flag();
    }
}
