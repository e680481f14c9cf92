package dev.belay.server.changes;

import dev.belay.control.Previews;
import dev.belay.core.Value;
import dev.belay.core.flag.Variant;
import dev.belay.core.preview.FlagPreview;
import dev.belay.core.preview.Sample;
import dev.belay.json.InstantFormat;
import dev.belay.json.context.ContextFormat;
import dev.belay.server.flagset.MovementValues;
import dev.belay.server.http.Structure;

/** Previews, as JSON. */
final class PreviewValues {

    private static final String CAVEAT = "These contexts are made up from the conditions of both documents:"
            + " they say what can differ, not for how many people";

    private PreviewValues() {}

    static Value of(Previews.Result result, Previews.Wanted wanted) {
        Structure answer = new Structure()
                .with("revision", result.before().position().revision())
                .with("position", result.before().position().toString())
                .with("at", InstantFormat.write(result.at()))
                .with("seed", wanted.seed())
                .with("flags", result.flags().stream().map(PreviewValues::flag).toList());
        if (!result.warnings().isEmpty()) {
            answer.with("warnings", result.warnings().stream().map(Value::of).toList());
        }
        return answer.value();
    }

    private static Value flag(FlagPreview preview) {
        Structure flag =
                new Structure().with("flag", preview.flag()).with("splits", MovementValues.ofSplits(preview.splits()));
        preview.given().ifPresent(sample -> flag.with("contexts", sample(sample).value()));
        preview.invented()
                .ifPresent(sample ->
                        flag.with("samples", sample(sample).with("note", CAVEAT).value()));
        return flag.value();
    }

    private static Structure sample(Sample sample) {
        return MovementValues.proportion(sample.differing())
                .with(
                        "examples",
                        sample.examples().stream().map(PreviewValues::example).toList());
    }

    private static Value example(Sample.Example example) {
        return new Structure()
                .with("context", ContextFormat.write(example.context()))
                .withText("before", example.before().map(Variant::name))
                .withText("after", example.after().map(Variant::name))
                .value();
    }
}
